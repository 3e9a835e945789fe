/** Ten seconds of a file, made with a profile. */
import { useQuery } from "@tanstack/react-query";
import { api, valueOf } from "./client";
import type { ProfileDraft } from "./profiles";
import type { components } from "./schema.gen";

export type Sample = components["schemas"]["SampleOut"];

const POLL_MS = 400;

export const startSample = async (path: string, profile: ProfileDraft) => valueOf(await api.POST("/api/v1/samples", { body: { path, profile } }));
export const cancelSample = async (sample_id: string) => valueOf(await api.DELETE("/api/v1/samples/{sample_id}", { params: { path: { sample_id } } }));

/** Asked again and again until it has ended. */
export function useSample(sample_id: string | null) {
  return useQuery({
    queryKey: ["sample", sample_id],
    enabled: sample_id !== null,
    refetchInterval: ({ state }) => (state.data?.state === "running" || (!state.data && !state.error) ? POLL_MS : false),
    queryFn: async () => valueOf(await api.GET("/api/v1/samples/{sample_id}", { params: { path: { sample_id: sample_id ?? "" } } })),
  });
}

export const samplePair = ({ id }: Sample, number: number) => {
  const at = (side: string) => `/api/v1/samples/${id}/stills/${number}?of=${side}`;
  return { source: at("source"), output: at("output") };
};

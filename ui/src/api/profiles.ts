/** Profiles: the words to choose from, what a draft would become, and making one's own. */
import { useQuery } from "@tanstack/react-query";
import { api, valueOf } from "./client";
import type { components } from "./schema.gen";

export type ProfileDraft = components["schemas"]["ProfileIn"];
export type TriedProfile = components["schemas"]["TriedProfile"];
export type ProfileChoices = components["schemas"]["ProfileChoices"];

export function useProfileChoices(): ProfileChoices | undefined {
  const { data } = useQuery({ queryKey: ["profile-choices"], staleTime: Infinity, queryFn: async () => valueOf(await api.GET("/api/v1/profiles/choices")) });
  return data;
}

export const tryProfile = async (body: ProfileDraft) => valueOf(await api.POST("/api/v1/profiles/try", { body }));
export const addProfile = async (body: ProfileDraft) => valueOf(await api.POST("/api/v1/profiles", { body }));
export const removeProfile = async (name: string) => valueOf(await api.DELETE("/api/v1/profiles/{name}", { params: { path: { name } } }));
export const importProfiles = async (toml: string, file_name: string) => valueOf(await api.POST("/api/v1/profiles/import", { body: { toml, file_name, replace: false } })).items;

export async function changeProfile({ name, ...body }: ProfileDraft) {
  return valueOf(await api.PATCH("/api/v1/profiles/{name}", { params: { path: { name } }, body: { video: null, audio: null, ...body } }));
}

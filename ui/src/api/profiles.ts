import { useQuery } from "@tanstack/react-query";
import { api, valueOf } from "./client";
import type { Profile } from "./types";

export function useProfiles(): readonly Profile[] {
  const { data } = useQuery({
    queryKey: ["profiles"],
    queryFn: async () => valueOf(await api.GET("/api/v1/profiles")).items,
  });
  return data ?? [];
}

/** All profiles, asked for anew when one was made, changed or removed anywhere. */
import { useQuery } from "@tanstack/react-query";
import { api, valueOf } from "@/api/client";
import type { Profile } from "@/api/types";
import { useProfilesVersion } from "@/live/hooks";

const NONE: readonly Profile[] = [];

/** Undefined until they are known. */
export function useKnownProfiles(): readonly Profile[] | undefined {
  const version = useProfilesVersion();
  const { data } = useQuery({
    queryKey: ["profiles", version],
    placeholderData: (before: readonly Profile[] | undefined) => before,
    queryFn: async (): Promise<readonly Profile[]> => valueOf(await api.GET("/api/v1/profiles")).items,
  });
  return data;
}

export const useProfiles = (): readonly Profile[] => useKnownProfiles() ?? NONE;

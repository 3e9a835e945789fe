import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, valueOf } from "@/api/client";

/** What lies in a folder of the server's machine; with null, the places to begin at. */
export function useListing(folder: string | null) {
  return useQuery({
    queryKey: ["files", folder],
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
    queryFn: async () => valueOf(await api.GET("/api/v1/files", { params: { query: folder === null ? {} : { under: folder } } })),
  });
}

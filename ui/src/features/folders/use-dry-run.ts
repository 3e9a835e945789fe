import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, valueOf } from "@/api/client";
import type { FolderDraft, TriedRule } from "@/api/types";

const QUIET_MS = 250;

export type Tried = { isAsked: boolean; tried: TriedRule | undefined; error: unknown };

/** Asks the server itself, with the rules as they are typed; it writes nothing. */
export function useDryRun(draft: FolderDraft, name: string): Tried {
  const asked = useSettled({ name: name.trim(), folder: draft });
  const isAsked = asked.name !== "" && asked.folder.watch_directory !== "" && asked.folder.output_directory !== "";
  const { data, error } = useQuery({
    queryKey: ["try", asked],
    enabled: isAsked,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: async () => valueOf(await api.POST("/api/v1/rules/try", { body: asked })),
  });
  return { isAsked, tried: isAsked ? data : undefined, error: isAsked ? error : null };
}

/** The value once it has stood still for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const written = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(written) as T), QUIET_MS);
    return () => clearTimeout(timer);
  }, [written]);
  return settled;
}

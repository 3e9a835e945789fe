/**
 * The ids of the whole list, asked for again when jobs have moved.
 *
 * While the pointer is over the rows, or some are chosen, what is shown stands still: nothing jumps under a hand.
 */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, valueOf } from "@/api/client";
import { useListsVersion } from "@/live/hooks";
import { type View, queryOf } from "./view";

const REFRESH_MS = 1_500;
const NONE: Listed = { key: "", job_ids: [], total: 0 };
type Listed = { key: string; job_ids: string[]; total: number };

export function useJobIds(view: View, isHeld: boolean) {
  const query = queryOf(view);
  const key = JSON.stringify(query);
  const version = useListsVersion();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["job-ids", key],
    placeholderData: keepPreviousData,
    queryFn: async (): Promise<Listed> => {
      const { job_ids, total } = valueOf(await api.GET("/api/v1/jobs/ids", { params: { query } }));
      return { key, job_ids, total };
    },
  });
  useRefreshed(version, refetch);
  const [shown, setShown] = useState(NONE);
  const isNewView = data !== undefined && data.key !== shown.key;
  if (data && data !== shown && (isNewView || !isHeld)) setShown(data);
  const showNow = () => data && setShown(data);
  return { ...shown, isPending: isPending || (shown === NONE && !error), error, hasChanged: data !== undefined && data !== shown && isHeld, showNow };
}

/** At most once in a while, however many jobs move. */
function useRefreshed(version: number, refetch: () => Promise<unknown>): void {
  const timer = useRef<number | undefined>(undefined);
  const seen = useRef(version);
  useEffect(() => {
    if (version === seen.current || timer.current !== undefined) return;
    seen.current = version;
    timer.current = window.setTimeout(() => {
      timer.current = undefined;
      void refetch();
    }, REFRESH_MS);
  }, [version, refetch]);
  useEffect(() => () => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, []);
}

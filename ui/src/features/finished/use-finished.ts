/**
 * The newest finished jobs come live; older ones are fetched by pages when they are asked for.
 *
 * A page that overlaps what is live adds nothing twice: the live value counts.
 */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, valueOf } from "@/api/client";
import type { Job } from "@/api/types";
import { useIds } from "@/live/hooks";
import { store } from "@/live/live";
import { type Outcome, hasOutcome, hasWords, queryOf } from "./outcomes";

const FIRST = 12;
const PAGE = 50;

export function useFinished(outcome: Outcome, words: string) {
  const liveIds = useIds("finished");
  const [shown, setShown] = useState(FIRST);
  const [isOlderAsked, setOlderAsked] = useState(false);
  const pages = useInfiniteQuery({
    queryKey: ["finished", outcome, words],
    enabled: isOlderAsked || words !== "" || outcome !== "all",
    initialPageParam: "",
    queryFn: async ({ pageParam }) => {
      const query = { ...queryOf(outcome), limit: PAGE, ...(words && { q: words }), ...(pageParam && { cursor: pageParam }) };
      return valueOf(await api.GET("/api/v1/jobs", { params: { query } }));
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const live = liveIds.filter((id) => isWanted(store.jobs.get(id), outcome, words));
  const older = olderThan(live, pages.data?.pages.flatMap((page) => page.items) ?? []);
  const all = [...live, ...older.keys()];
  const more = (): void => {
    setShown(shown + PAGE);
    if (!isOlderAsked) setOlderAsked(true);
    else if (pages.hasNextPage) void pages.fetchNextPage();
  };
  const mayHaveMore = all.length > shown || pages.hasNextPage || (!isOlderAsked && liveIds.length >= FIRST);
  return { ids: all.slice(0, shown), older, isLoading: pages.isFetching, error: pages.error, loadMore: mayHaveMore ? more : null };
}

function isWanted(job: Job | undefined, outcome: Outcome, words: string): boolean {
  return job !== undefined && hasOutcome(job, outcome) && hasWords(job, words);
}

function olderThan(live: readonly string[], fetched: readonly Job[]): Map<string, Job> {
  const known = new Set(live);
  return new Map(fetched.filter((job) => !known.has(job.id) && !store.jobs.has(job.id)).map((job) => [job.id, job]));
}

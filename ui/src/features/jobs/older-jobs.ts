/**
 * Jobs from further back than the live store reaches, fetched as their rows come into sight.
 *
 * One request for all rows that were asked for in the same moment. What the live store knows counts for more.
 */
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { api, valueOf } from "@/api/client";
import type { Job } from "@/api/types";
import { useJob } from "@/live/hooks";
import { store } from "@/live/live";
import { Topics } from "@/live/topics";

const GATHER_MS = 30;
const MAX_IDS = 100; // keeps the address of the request short
const MAX_KEPT = 5_000;

type Fetch = (ids: string[]) => Promise<Job[]>;

export class OlderJobs {
  private readonly jobs = new Map<string, Job | null>();
  private readonly wanted = new Set<string>();
  private readonly topics = new Topics((flush) => flush());

  constructor(private readonly fetch: Fetch) {}

  /** Null: it was looked for and is not there any more. */
  get(id: string): Job | null | undefined {
    return this.jobs.get(id);
  }

  ask(id: string): void {
    if (this.jobs.has(id)) return;
    if (this.wanted.size === 0) setTimeout(() => void this.fetchWanted(), GATHER_MS);
    this.wanted.add(id);
  }

  subscribe(id: string, listener: () => void): () => void {
    return this.topics.subscribe(id, listener);
  }

  private async fetchWanted(): Promise<void> {
    const ids = [...this.wanted];
    this.wanted.clear();
    if (this.jobs.size > MAX_KEPT) this.jobs.clear();
    for (let start = 0; start < ids.length; start += MAX_IDS) await this.fetchSome(ids.slice(start, start + MAX_IDS));
  }

  private async fetchSome(ids: string[]): Promise<void> {
    const found = await this.fetch(ids).catch(() => null);
    if (found === null) return; // asked again when the row comes into sight again
    const known = new Map(found.map((job) => [job.id, job]));
    for (const id of ids) {
      this.jobs.set(id, known.get(id) ?? null);
      this.topics.touch(id);
    }
  }
}

const older = new OlderJobs(async (ids) => valueOf(await api.GET("/api/v1/jobs", { params: { query: { id: ids, limit: MAX_IDS } } })).items);

/** Undefined while it is fetched, null when it is gone. */
export function useAnyJob(id: string): Job | null | undefined {
  const live = useJob(id);
  const fetched = useSyncExternalStore(
    useCallback((listener) => older.subscribe(id, listener), [id]),
    () => older.get(id),
  );
  const isKnown = live !== undefined;
  useEffect(() => {
    if (!isKnown) older.ask(id);
  }, [id, isKnown]);
  return live ?? fetched;
}

export const jobNow = (id: string): Job | undefined => store.jobs.get(id) ?? older.get(id) ?? undefined;

/** How a finished job can be asked for: by verdict where it was judged, by status where it wasn't. */
import type { Job } from "@/api/types";

export const OUTCOMES = ["all", "not_ready", "warnings", "show_ready", "failed", "cancelled"] as const;
export type Outcome = (typeof OUTCOMES)[number];

type Query = { status?: ("completed" | "failed" | "cancelled")[]; verdict?: ("show_ready" | "warnings" | "not_ready")[] };

export function queryOf(outcome: Outcome): Query {
  if (outcome === "all") return { status: ["completed", "failed", "cancelled"] };
  return outcome === "failed" || outcome === "cancelled"
    ? { status: [outcome] }
    : { verdict: [outcome], status: ["completed", "failed", "cancelled"] };
}

export function hasOutcome(job: Job, outcome: Outcome): boolean {
  if (outcome === "all") return true;
  return outcome === "failed" || outcome === "cancelled" ? job.status === outcome : job.verdict === outcome;
}

export function hasWords(job: Job, words: string): boolean {
  const wanted = words.toLowerCase();
  return wanted === "" || job.name.toLowerCase().includes(wanted) || job.source.toLowerCase().includes(wanted) || job.output.toLowerCase().includes(wanted);
}

/** Pictures of source and output at the same moments, as the server keeps them beside the report. */
import type { Report } from "@/api/types";

export type Pair = { number: number; at_s: number; source: string; output: string };

/** Only those that the report names: nothing is asked for that was never made. */
export function pairsOf({ job_id, stills }: Report): Pair[] {
  const at = (number: number, side: string) => `/api/v1/jobs/${encodeURIComponent(job_id)}/stills/${number}?of=${side}`;
  return stills.map(({ number, at_s }) => ({ number, at_s, source: at(number, "source"), output: at(number, "output") }));
}

/** The pair that lies nearest to a moment. */
export function nearest(pairs: readonly Pair[], at_s: number): number {
  const near = pairs.reduce((best, pair, index) => (Math.abs(pair.at_s - at_s) < Math.abs((pairs[best]?.at_s ?? 0) - at_s) ? index : best), 0);
  return near;
}

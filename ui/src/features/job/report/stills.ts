/** Pictures of source and output at the same moments, as the server keeps them beside the report. */
import type { Report } from "@/api/types";

export type Pair = { number: number; at_s: number; source: string; output: string };

const COUNT = 5;

export function pairsOf({ job_id, output, source }: Report): Pair[] {
  const length_s = output?.duration_s ?? source?.duration_s;
  if (!length_s || !output?.video.length) return [];
  const at = (number: number, side: string) => `/api/v1/jobs/${job_id}/stills/${number}?of=${side}`;
  return Array.from({ length: COUNT }, (_, number) => ({ number, at_s: (length_s * (number + 0.5)) / COUNT, source: at(number, "source"), output: at(number, "output") }));
}

/** The pair that lies nearest to a moment. */
export function nearest(pairs: readonly Pair[], at_s: number): number {
  const near = pairs.reduce((best, pair, index) => (Math.abs(pair.at_s - at_s) < Math.abs((pairs[best]?.at_s ?? 0) - at_s) ? index : best), 0);
  return near;
}

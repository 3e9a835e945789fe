/** What the report's own drawings need of the evidence, in one shape; null where it was not measured. */
import type { Evidence, Report } from "@/api/types";

export type Loudness = { lufs: number | null; range_lu: number | null; peak_dbtp: number | null };
export type Similarity = { bySecond: readonly number[]; worst: number; worstAt_s: number };

export function loudnessOf(evidence: Evidence | null): Loudness | null {
  const first = evidence?.sound[0];
  return first ? { lufs: first.loudness_lufs, range_lu: first.loudness_range_lu, peak_dbtp: first.true_peak_dbtp } : null;
}

export function similarityOf(evidence: Evidence | null): Similarity | null {
  const found = evidence?.similarity;
  return found && found.by_second.length > 1 ? { bySecond: found.by_second, worst: found.worst_second, worstAt_s: found.worst_at_s } : null;
}

/** The profile that makes it show-ready, where there is a finding that one can mend. */
export function cureOf(report: Report | undefined): string | null {
  return report?.cure ?? null;
}

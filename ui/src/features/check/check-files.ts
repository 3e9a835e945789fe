/** A preflight as the page shows it: files in cue order, and what is counted over them. */
import type { Finding, Verdict } from "@/api/types";

export type CheckState = "waiting" | "checking" | "done" | "cancelled" | "failed";
export type CheckedFile = {
  path: string;
  name: string;
  state: CheckState;
  percent: number | null;
  verdict: Verdict | null;
  findings: readonly Finding[];
  /** The profile that makes it show-ready; null where none can, or none is needed. */
  cure: string | null;
  /** Why it could not be looked at. */
  trouble: string | null;
  length_s: number | null;
  picture: string | null;
  bit_rate_bps: number | null;
};

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Cue 2 before cue 10, as people number them. */
export function inCueOrder(files: readonly CheckedFile[]): CheckedFile[] {
  return [...files].sort((a, b) => byName.compare(a.name, b.name) || byName.compare(a.path, b.path));
}

export function countsOf(files: readonly CheckedFile[]): Record<Verdict, number> {
  const counts = { show_ready: 0, warnings: 0, not_ready: 0 };
  for (const { verdict } of files) if (verdict) counts[verdict] += 1;
  return counts;
}

export function isOver({ state }: CheckedFile): boolean {
  return state !== "waiting" && state !== "checking";
}

export function fits(file: CheckedFile, verdict: Verdict | null, words: string): boolean {
  const wanted = words.toLowerCase();
  const isNamed = wanted === "" || file.name.toLowerCase().includes(wanted) || file.findings.some(({ code }) => code.includes(wanted));
  return isNamed && (verdict === null || file.verdict === verdict);
}

/** What would have to be made anew elsewhere: it plays not, and no profile can mend it. */
export function needsNewSource({ verdict, cure }: CheckedFile): boolean {
  return verdict === "not_ready" && cure === null;
}

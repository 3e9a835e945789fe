/** A file of a preflight, for tests to change one thing of. */
import type { CheckedFile } from "@/features/check/check-files";

export function aCheckedFile(name: string, change: Partial<CheckedFile> = {}): CheckedFile {
  return { path: `/stick/${name}`, name, state: "done", percent: null, verdict: "show_ready", findings: [], cure: null, trouble: null, length_s: 60, picture: "ProRes Proxy · 1080p", bit_rate_bps: 45e6, ...change };
}

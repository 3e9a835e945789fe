import type { CheckOut } from "@/api/checks";
import { checkText } from "@/i18n/en-check";
import { clockText, spanText } from "@/lib/format/times";
import { useNow } from "@/lib/use-now";

const SECOND_MS = 1_000;

/** The clock time of the end, while it runs; then when it was, and how long it took. */
export function When({ check: { state, eta_s, created_at, finished_at } }: { check: CheckOut }) {
  const now_ms = useNow(SECOND_MS);
  if (state === "running") {
    if (eta_s === null) return null;
    return <>{checkText.ready}<b>{clockText(now_ms + eta_s * 1000)}</b>{checkText.about(spanText(eta_s))}</>;
  }
  if (finished_at === null) return null;
  const took_s = (Date.parse(finished_at) - Date.parse(created_at)) / 1000;
  return <>{state === "cancelled" ? checkText.cancelled : checkText.verified}<b>{clockText(Date.parse(finished_at))}</b>{checkText.took(spanText(took_s))}</>;
}

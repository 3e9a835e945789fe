import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { clockText, spanText } from "@/lib/format/times";
import { useNow } from "@/lib/use-now";
import type { ConnectionState } from "@/live/connection";
import { connection } from "@/live/live";

const SECOND_MS = 1_000;

/** The strip while nobody answers: how old what is shown is, and that no encode stops because of it. */
export function LostStrip({ state }: { state: ConnectionState }) {
  const now_ms = useNow(SECOND_MS);
  const age = spanText((now_ms - state.heardAt_ms) / 1000);
  const isSignedOut = state.phase === "signed_out";
  const wait_s = Math.max(0, Math.ceil(((state.nextTryAt_ms ?? now_ms) - now_ms) / 1000));
  return (
    <section className="strip warn" aria-label={text.strip.title}>
      <div className="tile"><Icon name="refresh" /></div>
      <div className="say">
        <p>
          <b>{isSignedOut ? text.lost.signedOut : text.lost.noWord(age)}</b>{" "}
          {isSignedOut ? text.lost.signedOutMore : text.lost.knownAt(clockText(state.heardAt_ms, { seconds: true }))}{" "}
          <span className="t2">{text.lost.harmless}</span>
        </p>
        {!isSignedOut && <span className="try">{text.lost.attempt(state.attempt, wait_s)}</span>}
        <Button small onClick={() => (isSignedOut ? location.reload() : connection.check())}>
          {isSignedOut ? text.lost.reload : text.lost.tryNow}
        </Button>
      </div>
    </section>
  );
}

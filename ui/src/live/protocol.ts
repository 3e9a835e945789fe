/**
 * What each message means for where we stand: a pure function from (session, message) to (session, commands).
 *
 * Changes are numbered. What `since` says must have been applied before; if it hasn't, something was lost and
 * only a snapshot mends it. Values are absolute, so applying a change twice, or one that the snapshot already
 * holds, ends in the same picture.
 */
import type { Changes, ServerMessage } from "@/api/types";
import { assertNever } from "@/lib/assert-never";

export type Session =
  | { phase: "greeting"; epoch: string | null; seq: number }
  | { phase: "loading"; epoch: string; buffered: readonly Changes[] }
  | { phase: "live"; epoch: string; seq: number; behindAt: number | null };

export type Command =
  | { do: "load_snapshot" }
  | { do: "apply"; changes: Changes }
  | { do: "stream"; message: Extract<ServerMessage, { type: "progress" | "activity" | "statistics" }> }
  | { do: "beat_every"; seconds: number };

export type Step = readonly [Session, readonly Command[]];

const LOAD: Command = { do: "load_snapshot" };

/** Where a new socket begins: with what was known when the last one ended. */
export function reopened(session: Session): Session {
  return session.phase === "live"
    ? { phase: "greeting", epoch: session.epoch, seq: session.seq }
    : { phase: "greeting", epoch: null, seq: 0 };
}

export function receive(session: Session, message: ServerMessage): Step {
  switch (message.type) {
    case "hello":
      return greeted(session, message);
    case "changes":
      return changed(session, message);
    case "tick":
      return ticked(session, message.seq);
    case "resync":
      return reload(session);
    case "progress":
    case "activity":
    case "statistics":
      return [session, [{ do: "stream", message }]];
    case "pong":
      return [session, []];
    default:
      return assertNever(message);
  }
}

/** A snapshot has come: it counts, then whatever was sent while it was on its way. */
export function snapshotLoaded(session: Session, snapshot: { epoch: string; seq: number }): Step {
  if (session.phase !== "loading") return [session, []];
  if (session.epoch !== snapshot.epoch) return reload({ ...session, epoch: snapshot.epoch });
  const start: Step = [{ phase: "live", epoch: snapshot.epoch, seq: snapshot.seq, behindAt: null }, []];
  return session.buffered.reduce<Step>(([now, commands], changes) => {
    const [next, more] = receive(now, changes);
    return [next, [...commands, ...more]];
  }, start);
}

/** Start anew from a snapshot; what is buffered stays, since nobody will send it again. */
export function reload(session: Session): Step {
  if (session.phase === "greeting") return [session, []];
  const buffered = session.phase === "loading" ? session.buffered : [];
  return [{ phase: "loading", epoch: session.epoch, buffered }, [LOAD]];
}

function greeted(session: Session, hello: Extract<ServerMessage, { type: "hello" }>): Step {
  const beat: Command = { do: "beat_every", seconds: hello.heartbeat_s };
  const known = session.phase === "greeting" && session.epoch === hello.epoch;
  if (hello.resumed && known) {
    return [{ phase: "live", epoch: hello.epoch, seq: session.seq, behindAt: null }, [beat]];
  }
  return [{ phase: "loading", epoch: hello.epoch, buffered: [] }, [beat, LOAD]];
}

function changed(session: Session, changes: Changes): Step {
  if (session.phase === "greeting") return [session, []];
  if (session.phase === "loading") {
    return [{ ...session, buffered: [...session.buffered, changes] }, []];
  }
  if (changes.seq <= session.seq) return [session, []];
  if (changes.since > session.seq) {
    return [{ phase: "loading", epoch: session.epoch, buffered: [changes] }, [LOAD]];
  }
  return [{ ...session, seq: changes.seq, behindAt: null }, [{ do: "apply", changes }]];
}

/** A tick may overtake changes that are still on their way; one that finds us behind twice shows a loss. */
function ticked(session: Session, seq: number): Step {
  if (session.phase !== "live" || seq <= session.seq) return [session, []];
  if (session.behindAt !== null && session.seq < session.behindAt) return reload(session);
  return [{ ...session, behindAt: session.behindAt ?? seq }, []];
}

import { useEffect, useState } from "react";
import type { ConnectionState } from "./connection";

const PATIENCE_MS = 2_000; // a restart of the server that is shorter than this is nobody's business

/** True once the line has been gone for two seconds. */
export function useIsStale({ phase, lostAt_ms }: ConnectionState): boolean {
  const isLost = phase === "lost" || phase === "signed_out";
  const [staleSince_ms, setStaleSince] = useState<number | null>(null);
  useEffect(() => {
    if (!isLost || lostAt_ms === null) return undefined;
    const timer = setTimeout(() => setStaleSince(lostAt_ms), Math.max(0, lostAt_ms + PATIENCE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [isLost, lostAt_ms]);
  return isLost && staleSince_ms === lostAt_ms;
}

import { type ReactNode, useEffect, useState } from "react";
import { Icon } from "./icon";

const AGAIN_MS = [1_000, 3_000, 9_000];

type Props = { jobId: string; isExpected: boolean; children?: ReactNode };

/** The poster of the source; it is made while the job is probed, so it may come a moment after its card. */
export function Still({ jobId, isExpected, children }: Props) {
  const [failures, setFailures] = useState(0);
  const [isWaiting, setWaiting] = useState(false);
  const wait_ms = AGAIN_MS[failures - 1];
  useEffect(() => {
    if (!isWaiting || wait_ms === undefined) return undefined;
    const timer = setTimeout(() => setWaiting(false), wait_ms);
    return () => clearTimeout(timer);
  }, [isWaiting, wait_ms]);
  const failed = () => {
    setFailures(failures + 1);
    setWaiting(true);
  };
  return (
    <div className="still">
      {isExpected && !isWaiting ? (
        <img src={`/api/v1/jobs/${jobId}/stills/0?try=${failures}`} alt="" decoding="async" draggable={false} onError={failed} />
      ) : (
        <Icon name="file" className="still-none" />
      )}
      {children}
    </div>
  );
}

import { spoken } from "@/lib/announce";
import { useValue } from "@/lib/value-store";

export function Announcer() {
  return <div className="sr-only" role="status" aria-live="polite">{useValue(spoken)}</div>;
}

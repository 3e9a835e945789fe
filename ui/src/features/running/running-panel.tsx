import { text } from "@/i18n/en";
import { useIds } from "@/live/hooks";
import { RunningCard } from "./running-card";

/** What is being made right now. With nothing running it takes no room: the strip says why. */
export function RunningPanel() {
  const ids = useIds("running");
  if (ids.length === 0) return null;
  return (
    <section className="running" aria-label={text.running.title}>
      <div className="cards">{ids.map((id) => <RunningCard key={id} id={id} />)}</div>
    </section>
  );
}

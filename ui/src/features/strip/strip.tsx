import clsx from "clsx";
import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { announce } from "@/lib/announce";
import { useNow } from "@/lib/use-now";
import { useValue } from "@/lib/value-store";
import { useAllFolders, useIds, useStatus } from "@/live/hooks";
import { store } from "@/live/live";
import { Cures } from "./cures";
import { dismissed } from "./dismissed";
import { type Trouble, troublesOf } from "./troubles";

const MINUTE_MS = 60_000;

/** One answer first: the worst of what needs somebody, with what cures it. `isQuiet`: says nothing when all is well. */
export function Strip({ isQuiet }: { isQuiet?: boolean }) {
  const troubles = useTroubles();
  const [isOpen, setOpen] = useState(false);
  const [worst, ...others] = troubles;
  const said = worst ? `${worst.fact} ${worst.more}` : null;
  useEffect(() => {
    if (said) announce(said);
  }, [said]);
  if (!worst) return isQuiet ? null : <Calm />;
  return (
    <section aria-label={text.strip.title} className={clsx(isOpen && "strips")}>
      <Line trouble={worst}>
        {others.length > 0 && (
          <Button kind="quiet" small className="more1" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? text.strip.fewer : text.strip.more(others.length)}
            <Icon name="chevron" className={clsx(isOpen && "turned")} />
          </Button>
        )}
      </Line>
      {isOpen && others.map((trouble) => <Line key={trouble.key} trouble={trouble} />)}
    </section>
  );
}

function Line({ trouble, children }: { trouble: Trouble; children?: React.ReactNode }) {
  return (
    <div className={clsx("strip", trouble.level === "warn" && "warn")}>
      <div className="tile"><Icon name={trouble.level} /></div>
      <div className="say">
        <p><b>{trouble.fact}</b> <span className="t2">{trouble.more}</span></p>
        <Cures trouble={trouble} />
        {children}
      </div>
    </div>
  );
}

function Calm() {
  const running = useIds("running").length;
  const queued = useIds("queue").length;
  return (
    <section className="strip calm" aria-label={text.strip.title}>
      <div className="tile"><Icon name="ready" /></div>
      <div className="say"><p><b>{text.strip.calm}</b> <span className="t2">{text.strip.counts(running, queued)}</span></p></div>
    </section>
  );
}

function useTroubles(): Trouble[] {
  const status = useStatus();
  const folders = useAllFolders();
  const known = { folders, dismissed: useValue(dismissed), now_ms: useNow(MINUTE_MS) };
  const finished = useIds("finished").flatMap((id) => store.jobs.get(id) ?? []);
  const queued = useIds("queue").flatMap((id) => store.jobs.get(id) ?? []);
  return status ? troublesOf({ ...known, status, finished, queued }) : [];
}

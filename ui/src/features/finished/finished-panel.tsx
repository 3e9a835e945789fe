import { useDeferredValue, useState } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { FilterBox } from "@/components/filter-box";
import { FormError } from "@/components/field";
import { Panel } from "@/components/panel";
import { messageOf } from "@/api/errors";
import { text } from "@/i18n/en";
import { FinishedRow } from "./finished-row";
import { type Outcome, OUTCOMES } from "./outcomes";
import { ShowReportBar } from "./show-report-bar";
import { useFinished } from "./use-finished";

export function FinishedPanel() {
  const [outcome, setOutcome] = useState<Outcome>("all");
  const [asked, setAsked] = useState("");
  const words = useDeferredValue(asked.trim());
  const finished = useFinished(outcome, words);
  const isFiltered = outcome !== "all" || words !== "";
  const hasAny = finished.ids.length > 0 || isFiltered;
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const toggle = (id: string) => setPicked((before) => (before?.includes(id) ? before.filter((each) => each !== id) : [...(before ?? []), id]));
  const clear = () => {
    setOutcome("all");
    setAsked("");
  };
  const tools = (
    <>
      <FilterBox label={text.finished.search} hint={text.finished.searchShort} value={asked} change={setAsked} />
      <OutcomeChoice value={outcome} change={setOutcome} />
      <Button small kind="quiet" bare icon="report" aria-label={text.finished.showReport} title={text.finished.showReport} aria-pressed={picked !== null} onClick={() => setPicked(picked === null ? [] : null)} />
    </>
  );
  return (
    <Panel title={text.finished.title} className="finished" tools={hasAny && tools}>
      <div className="scroller">
        {finished.ids.length > 0 && (
          <ul className="fins">
            {finished.ids.map((id) => (
              <FinishedRow key={id} id={id} older={finished.older.get(id)} choice={picked && { isChosen: picked.includes(id), toggle: () => toggle(id) }} />
            ))}
          </ul>
        )}
        {finished.ids.length === 0 && !finished.isLoading && <Nothing isFiltered={isFiltered} clear={clear} />}
        {finished.error !== null && <FormError message={messageOf(finished.error)} />}
        {finished.loadMore && (
          <div className="more-row"><Button small kind="quiet" disabled={finished.isLoading} onClick={finished.loadMore}>{text.finished.more}</Button></div>
        )}
      </div>
      {picked && <ShowReportBar picked={picked} close={() => setPicked(null)} />}
    </Panel>
  );
}

function OutcomeChoice({ value, change }: { value: Outcome; change: (value: Outcome) => void }) {
  return (
    <select className="choice" aria-label={text.finished.show} value={value} onChange={(event) => change(event.target.value as Outcome)}>
      {OUTCOMES.map((outcome) => <option key={outcome} value={outcome}>{text.finished.outcome[outcome]}</option>)}
    </select>
  );
}

function Nothing({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  if (!isFiltered) return <EmptyState icon="ready" title={text.finished.empty}>{text.finished.emptyWhy}</EmptyState>;
  return <EmptyState icon="search" title={text.finished.noMatch} action={<Button small onClick={clear}>{text.queue.clearFilter}</Button>} />;
}

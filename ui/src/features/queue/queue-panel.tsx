import { type ReactNode, useDeferredValue, useState } from "react";
import { OrderButton } from "@/actions/order-button";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/button";
import { FilterBox } from "@/components/filter-box";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { go } from "@/lib/route";
import { useIds } from "@/live/hooks";
import { store } from "@/live/live";
import { QueueTable } from "./queue-table";

/** `welcome`: stands there until the first job does. */
export function QueuePanel({ welcome }: { welcome: ReactNode }) {
  const ids = useIds("queue");
  const [asked, setAsked] = useState("");
  const words = useDeferredValue(asked.trim().toLowerCase());
  const shown = words === "" ? ids : ids.filter((id) => isNamed(id, words));
  const isFirstRun = useIsFirstRun();
  const tools = (
    <>
      {ids.length > 0 && <FilterBox label={text.queue.filter} value={asked} change={setAsked} hotkey />}
      <OrderButton small icon="add" onClick={() => go({ sheet: "add_files" })}>{text.queue.add}</OrderButton>
    </>
  );
  return (
    <Panel title={text.queue.title} count={ids.length} className="queue" tools={tools}>
      {shown.length > 0 ? <QueueTable ids={shown} /> : isFirstRun ? welcome : <NoRows isFiltered={ids.length > 0} clear={() => setAsked("")} />}
    </Panel>
  );
}

function NoRows({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  if (isFiltered) {
    return <EmptyState icon="search" title={text.queue.noMatch} action={<Button small onClick={clear}>{text.queue.clearFilter}</Button>} />;
  }
  return <EmptyState icon="queued" title={text.queue.empty}>{text.queue.emptyWhy}</EmptyState>;
}

function useIsFirstRun(): boolean {
  const counts = [useIds("running"), useIds("queue"), useIds("finished")].map((ids) => ids.length);
  return counts.every((count) => count === 0);
}

function isNamed(id: string, words: string): boolean {
  const job = store.jobs.get(id);
  return job !== undefined && `${job.name} ${job.profile} ${targetName(job.target)}`.toLowerCase().includes(words);
}

import "./jobs.css";
import { useCallback, useMemo, useState } from "react";
import { orderJobs } from "@/actions/many-jobs";
import { OrderButton } from "@/actions/order-button";
import { type Action, useActions } from "@/actions/registry";
import { messageOf } from "@/api/errors";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { FormError } from "@/components/field";
import { Icon } from "@/components/icon";
import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";
import { go } from "@/lib/route";
import { connection } from "@/live/live";
import { BulkBar } from "./bulk-bar";
import { FilterBar } from "./filter-bar";
import { JobList } from "./job-list";
import { NOTHING, type Selection, allOf, within } from "./selection";
import { useJobIds } from "./use-job-ids";
import { EVERYTHING, changeView, isFiltered, useView } from "./view";
import { ViewsMenu } from "./views-menu";

export function JobsPage() {
  const view = useView();
  const [isUnderHand, setUnderHand] = useState(false);
  const [chosen, setChosen] = useState<Selection>(NOTHING);
  const list = useJobIds(view, isUnderHand || chosen.ids.size > 0);
  const selection = useMemo(() => within(chosen, list.job_ids), [chosen, list.job_ids]);
  const clear = useCallback(() => setChosen(NOTHING), []);
  useSelectionActions(selection, list.job_ids, setChosen);
  return (
    <>
      <PageHead title={text.frame.jobs} about={list.isPending ? undefined : text.jobs.found(list.job_ids.length, list.total)}>
        <ViewsMenu view={view} />
        <OrderButton icon="add" onClick={() => go({ sheet: "add_files" })}>{text.queue.add}</OrderButton>
      </PageHead>
      <FilterBar view={view} />
      {list.hasChanged && <p className="jobs-changed"><Icon name="refresh" />{text.jobs.changed}<Button small onClick={list.showNow}>{text.jobs.showChanges}</Button></p>}
      {list.error !== null && <FormError message={messageOf(list.error)} />}
      {list.job_ids.length > 0
        ? <JobList ids={list.job_ids} view={view} selection={selection} select={setChosen} hold={setUnderHand} />
        : !list.isPending && <Nothing isFiltered={isFiltered(view)} />}
      {selection.ids.size > 0 && <BulkBar chosen={selection.ids} clear={clear} />}
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (!isFiltered) return <EmptyState icon="jobs" title={text.jobs.empty} action={<OrderButton kind="solid" icon="add" onClick={() => go({ sheet: "add_files" })}>{text.queue.add}</OrderButton>}>{text.jobs.emptyWhy}</EmptyState>;
  return <EmptyState icon="search" title={text.jobs.noMatch} action={<Button onClick={() => changeView(EVERYTHING)}>{text.jobs.clear}</Button>}>{text.jobs.noMatchWhy}</EmptyState>;
}

/** The same orders by key and in the palette, for what is chosen. */
function useSelectionActions(selection: Selection, list: readonly string[], setChosen: (selection: Selection) => void): void {
  const actions = useMemo((): Action[] => {
    const ids = [...selection.ids];
    const when = () => ids.length > 0 && connection.state.phase === "live";
    const { order, jobs, cancel } = text;
    return [
      { id: "choose-all", label: jobs.selectAll, group: "selection", keys: "$mod+Shift+a", run: () => setChosen(allOf(list)) },
      { id: "choose-none", label: jobs.unchoose, group: "selection", keys: "Escape", when: () => ids.length > 0, run: () => setChosen(NOTHING) },
      { id: "pause-chosen", label: order.pause, group: "selection", icon: "paused", keys: "p", when, run: () => void orderJobs("pause", ids) },
      { id: "resume-chosen", label: order.resume, group: "selection", icon: "encoding", keys: "Shift+P", when, run: () => void orderJobs("resume", ids) },
      { id: "retry-chosen", label: order.retry, group: "selection", icon: "refresh", keys: "r", when, run: () => void orderJobs("retry", ids) },
      { id: "cancel-chosen", label: cancel, group: "selection", icon: "cancelled", keys: "Delete", when, run: () => void orderJobs("cancel", ids) },
      { id: "top-chosen", label: jobs.toTop, group: "selection", icon: "publishing", keys: "t", when, run: () => void orderJobs("first", ids) },
      { id: "remove-chosen", label: order.remove, group: "selection", icon: "close", when, run: () => void orderJobs("remove", ids) },
    ];
  }, [selection, list, setChosen]);
  useActions(actions);
}

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useRef } from "react";
import { text } from "@/i18n/en";
import { useRowHeight } from "@/lib/density";
import { nextIndex } from "@/lib/next-index";
import { useValue } from "@/lib/value-store";
import { hiddenColumns } from "./columns";
import { JobRow } from "./job-row";
import { ListHead } from "./list-head";
import { type Selection, allOf, NOTHING, stretched, toggled } from "./selection";
import type { View } from "./view";

const OVERSCAN = 6;

type Props = {
  ids: readonly string[];
  view: View;
  selection: Selection;
  select: (change: (before: Selection) => Selection) => void;
  hold: (isHeld: boolean) => void;
};

/** All jobs of a view, however many: only the rows in sight exist, and each subscribes to its own job. */
export function JobList({ ids, view, selection, select, hold }: Props) {
  "use no memo"; // the virtualizer's functions are new each time on purpose
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const hidden = useValue(hiddenColumns);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not in use
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    getItemKey: (index) => ids[index] ?? index,
  });
  const choose = useCallback(
    (id: string, isStretch: boolean) => select((before) => (isStretch ? stretched(before, id, ids) : toggled(before, id))),
    [ids, select],
  );
  const goTo = (index: number) => {
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] .linkish`)?.focus());
  };
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null;
    if (!row) return;
    const at = Number(row.dataset["index"]);
    const index = event.key === "x" ? at : nextIndex(event.key, at, ids.length);
    const id = index === null ? undefined : ids[index];
    if (index === null || id === undefined) return;
    event.preventDefault();
    if (event.key === "x" || event.shiftKey) choose(id, event.shiftKey);
    if (index !== at) goTo(index);
  };
  const chosen = selection.ids.size === 0 ? "none" : selection.ids.size === ids.length ? "all" : "some";
  return (
    <div role="table" aria-label={text.jobs.label} aria-rowcount={ids.length + 1} className="jobs-table" data-hide={[...hidden].join(" ")} onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)}>
      <ListHead view={view} chosen={chosen} chooseAll={() => select(() => (chosen === "all" ? NOTHING : allOf(ids)))} />
      <div role="rowgroup" className="scroller" ref={scroller} onKeyDown={pressed}>
        <div role="presentation" className="tall" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const id = ids[index] ?? "";
            return <JobRow key={key} id={id} index={index} top={start} height={height} isChosen={selection.ids.has(id)} isByAdded={view.sort === "created"} choose={choose} />;
          })}
        </div>
      </div>
    </div>
  );
}

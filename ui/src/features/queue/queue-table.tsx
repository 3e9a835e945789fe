import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useRef } from "react";
import { text } from "@/i18n/en";
import { useRowHeight } from "@/lib/density";
import { nextIndex } from "@/lib/next-index";
import { QueueRow } from "./queue-row";
import { useReorder } from "./use-reorder";

const OVERSCAN = 6;

/** Only the rows in sight exist; each subscribes to its own job. */
export function QueueTable({ ids }: { ids: readonly string[] }) {
  "use no memo"; // the virtualizer's functions are new each time on purpose
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const { dragged, landing, handlers } = useReorder();
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not in use
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    getItemKey: (index) => ids[index] ?? index,
  });
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null;
    const index = row ? nextIndex(event.key, Number(row.dataset["index"]), ids.length) : null;
    if (index === null) return;
    event.preventDefault();
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus());
  };
  return (
    <div role="table" aria-label={text.queue.title} aria-rowcount={ids.length + 1} className="rows">
      <div role="row" aria-rowindex={1} className="qr h">
        {text.queue.columns.map(([name, look]) => <span key={name} role="columnheader" className={look}>{look === "" ? <span className="sr-only">{name}</span> : name}</span>)}
      </div>
      <div role="rowgroup" className="scroller" ref={scroller} onKeyDown={move} {...handlers}>
        <div role="presentation" className="tall" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => (
            <QueueRow
              key={key} id={ids[index] ?? ""} index={index} top={start} height={height} before={ids[index - 1]} after={ids[index + 1]} first={ids[0]}
              isDragged={ids[index] === dragged} landing={landing?.id === ids[index] ? (landing?.side ?? null) : null}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

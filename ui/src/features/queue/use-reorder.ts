import { type DragEvent, useState } from "react";
import { moveJob } from "@/actions/jobs";
import { store } from "@/live/live";
import { isPeer } from "./peer";

/** Where the dragged row would land: on this side of that one. */
export type Landing = { id: string; side: "before" | "after" } | null;

const rowOf = (event: DragEvent): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>("[data-id]") : null;

/** Rows are dragged to another place; the menu of each row has the same as orders. */
export function useReorder() {
  const [dragged, setDragged] = useState<string | null>(null);
  const [landing, setLanding] = useState<Landing>(null);
  const end = () => {
    setDragged(null);
    setLanding(null);
  };
  const begin = (event: DragEvent) => {
    const id = rowOf(event)?.dataset["id"];
    if (id === undefined) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", store.jobs.get(id)?.name ?? "");
    setDragged(id);
  };
  const over = (event: DragEvent) => {
    const row = rowOf(event);
    const id = row?.dataset["id"];
    const job = dragged === null ? undefined : store.jobs.get(dragged);
    if (!row || id === undefined || !job || !isPeer(job, id)) {
      setLanding(null);
      return;
    }
    event.preventDefault(); // or it can't be dropped here
    const { top, height } = row.getBoundingClientRect();
    const side = event.clientY < top + height / 2 ? "before" : "after";
    if (landing?.id !== id || landing.side !== side) setLanding({ id, side });
  };
  const drop = (event: DragEvent) => {
    const job = dragged === null ? undefined : store.jobs.get(dragged);
    if (job && landing) {
      event.preventDefault();
      void moveJob(job, landing.side === "before" ? { before: landing.id } : { after: landing.id });
    }
    end();
  };
  return { dragged, landing, handlers: { onDragStart: begin, onDragOver: over, onDrop: drop, onDragEnd: end } };
}

import { useEffect, useRef } from "react";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { type Sort, type View, changeView } from "./view";

const COLUMNS: readonly (readonly [Sort | null, string, string])[] = [
  ["status", "jr-state", text.jobs.columns.status],
  ["name", "jr-name", text.jobs.columns.name],
  ["profile", "jr-profile", text.jobs.columns.profile],
  ["length", "jr-length r", text.jobs.columns.length],
  ["size", "jr-size r", text.jobs.columns.size],
  [null, "jr-what", text.jobs.columns.what],
];
const TEXTUAL: readonly Sort[] = ["name", "profile", "status"];

type Props = { view: View; chosen: "none" | "some" | "all"; chooseAll: () => void };

/** The header of the list; each name sorts by its column, the other way round when it is pressed again. */
export function ListHead({ view, chosen, chooseAll }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = chosen === "some";
  }, [chosen]);
  const isByAdded = view.sort === "created";
  return (
    <div role="row" aria-rowindex={1} className="jr h">
      <span role="columnheader" className="jr-pick">
        <input ref={box} type="checkbox" checked={chosen === "all"} onChange={chooseAll} aria-label={text.jobs.selectAll} title={text.jobs.selectAll} />
      </span>
      {COLUMNS.map(([sort, look, name]) => <Column key={look} view={view} sort={sort} look={look} name={name} />)}
      <Column view={view} sort={isByAdded ? "created" : "finished"} look="jr-when r" name={isByAdded ? text.jobs.columns.created : text.jobs.columns.finished} />
      <span role="columnheader" className="jr-more"><span className="sr-only">{text.frame.more}</span></span>
    </div>
  );
}

function Column({ view, sort, look, name }: { view: View; sort: Sort | null; look: string; name: string }) {
  if (sort === null) return <span role="columnheader" className={look}>{name}</span>;
  const isSorted = view.sort === sort;
  const next = isSorted ? (view.order === "asc" ? "desc" : "asc") : TEXTUAL.includes(sort) ? "asc" : "desc";
  return (
    <span role="columnheader" className={look} aria-sort={isSorted ? (view.order === "asc" ? "ascending" : "descending") : "none"}>
      <button type="button" className="sorter" title={text.jobs.sortBy(name)} onClick={() => changeView({ sort, order: next })}>
        {name}
        {isSorted && <Icon name="chevron" className={view.order === "asc" ? "turned" : ""} />}
      </button>
    </span>
  );
}

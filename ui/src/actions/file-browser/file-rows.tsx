import { type KeyboardEvent, useRef } from "react";
import type { FileEntry } from "@/api/types";
import { Icon } from "@/components/icon";
import { Middle } from "@/components/middle";
import { browseText } from "@/i18n/en-browse";
import { bytesText } from "@/lib/format/numbers";
import { whenText } from "@/lib/format/times";
import { nextIndex } from "@/lib/next-index";

type Item = Omit<FileEntry, "modified_at"> & { modified_at: string | null };
type Props = {
  items: readonly Item[];
  open: (path: string) => void;
  isDimmed?: boolean;
  /** Absent where a folder is wanted: files are shown, to know where one is, and can't be chosen. */
  chosen?: ReadonlySet<string>;
  choose?: (chosen: ReadonlySet<string>) => void;
};

/** Folders to open, files to choose; arrows go from one to the next. */
export function FileRows({ items, open, isDimmed = false, chosen, choose }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const now = new Date();
  const files = items.filter(({ kind }) => kind === "media").map(({ path }) => path);
  const areAll = files.length > 0 && files.every((path) => chosen?.has(path));
  const pressed = (event: KeyboardEvent<HTMLUListElement>) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("button, input") ?? [])];
    const index = nextIndex(event.key, rows.indexOf(event.target as HTMLElement), rows.length);
    if (index === null) return;
    event.preventDefault();
    rows[index]?.focus();
  };
  const toggle = (path: string) => {
    const next = new Set(chosen);
    if (!next.delete(path)) next.add(path);
    choose?.(next);
  };
  const toggleAll = () => choose?.(areAll ? new Set([...(chosen ?? [])].filter((path) => !files.includes(path))) : new Set([...(chosen ?? []), ...files]));
  return (
    <>
      {choose && files.length > 1 && <label className="fb-all"><input type="checkbox" checked={areAll} onChange={toggleAll} />{browseText.all(files.length)}</label>}
      <ul className={isDimmed ? "fb box dim" : "fb box"} ref={list} onKeyDown={pressed} aria-label={browseText.list}>
        {items.map((item) => (
          <li key={item.path}>
            {item.kind === "folder"
              ? <button type="button" className="fb-row" onClick={() => open(item.path)}><span /><Icon name="folder" /><Middle name={item.name} /><Details item={item} now={now} /></button>
              : <label className="fb-row">{choose ? <input type="checkbox" checked={chosen?.has(item.path) ?? false} onChange={() => toggle(item.path)} /> : <span />}<Icon name="file" /><Middle name={item.name} /><Details item={item} now={now} /></label>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Details({ item: { size_bytes, modified_at }, now }: { item: Item; now: Date }) {
  return <><span className="r t2">{size_bytes === null ? "" : bytesText(size_bytes)}</span><span className="r t3">{modified_at === null ? "" : whenText(modified_at, now)}</span></>;
}

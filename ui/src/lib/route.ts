/**
 * What is open stands in the address, so that Back closes it and a link opens it.
 *
 * The pages are the router's (`app/router.tsx`). A sheet may lie over any of them, so it is named beside the path:
 * `?job=`, `?open=`.
 */
import { useSyncExternalStore } from "react";
import { history } from "./history";

export type Open =
  | { sheet: "job"; id: string }
  | { sheet: "add_files" }
  | { sheet: "add_folder" }
  | { sheet: "lock_hours" }
  | { sheet: "diagnostics" };

const NAMES = ["job", "open"];
const SHEETS = ["add_files", "add_folder", "lock_hours", "diagnostics"] as const;
const isSheet = (name: string): name is (typeof SHEETS)[number] => SHEETS.some((sheet) => sheet === name);

export function parseOpen(search: string): Open | null {
  const asked = new URLSearchParams(search);
  const [job, open] = [asked.get("job"), asked.get("open")];
  if (job) return { sheet: "job", id: job };
  return open !== null && isSheet(open) ? { sheet: open } : null;
}

/** The same page with this sheet over it; the page's own filters stay. */
export function searchOf(open: Open | null, before = ""): string {
  const asked = new URLSearchParams(before);
  for (const name of NAMES) asked.delete(name);
  if (open?.sheet === "job") asked.set("job", open.id);
  else if (open) asked.set("open", open.sheet);
  return asked.size > 0 ? `?${asked}` : "";
}

export function go(open: Open | null): void {
  const { pathname, search } = history.location;
  history.push(`${pathname}${searchOf(open, search)}`);
}

export function useOpen(): Open | null {
  const search = useSyncExternalStore(
    (listener) => history.subscribe(listener),
    () => history.location.search,
  );
  return parseOpen(search);
}

/** Flat text, so that an address can be read, written by hand and sent to somebody: `?status=failed&text=storm`. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

export function stringifySearch(search: Record<string, unknown>): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" ? value !== "" : typeof value === "number" || value === true) asked.set(name, String(value));
  }
  return asked.size > 0 ? `?${asked}` : "";
}

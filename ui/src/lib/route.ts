/**
 * What is open stands in the address, so that Back closes it and a link opens it.
 *
 * Three pages, each with a sheet over it, need no router: the path and `?job=`, `?open=` are the whole of it.
 */
import { useSyncExternalStore } from "react";

export type Open =
  | { sheet: "job"; id: string }
  | { sheet: "add_files" }
  | { sheet: "add_folder" }
  | { sheet: "folder"; id: string };

export type Page = { page: "dashboard" } | { page: "report"; job: string } | { page: "check"; check: string | null };

const CHANGED = "bulletproof:route";

export function parseOpen(search: string): Open | null {
  const asked = new URLSearchParams(search);
  const [job, folder, open] = [asked.get("job"), asked.get("folder"), asked.get("open")];
  if (job) return { sheet: "job", id: job };
  if (folder) return { sheet: "folder", id: folder };
  return open === "add_files" || open === "add_folder" ? { sheet: open } : null;
}

export function searchOf(open: Open | null): string {
  if (open === null) return "";
  if (open.sheet === "job" || open.sheet === "folder") return `?${open.sheet}=${encodeURIComponent(open.id)}`;
  return `?open=${open.sheet}`;
}

export function go(open: Open | null): void {
  history.pushState(null, "", `${location.pathname}${searchOf(open)}`);
  dispatchEvent(new Event(CHANGED));
}

export function parsePage(path: string): Page {
  const [first, second, ...others] = path.split("/").filter(Boolean);
  if (first === "jobs" && second && others.length === 0) return { page: "report", job: decodeURIComponent(second) };
  if (first === "check" && others.length === 0) return { page: "check", check: second ? decodeURIComponent(second) : null };
  return { page: "dashboard" };
}

export function pathOf(page: Page): string {
  if (page.page === "dashboard") return "/";
  if (page.page === "report") return `/jobs/${encodeURIComponent(page.job)}`;
  return page.check === null ? "/check" : `/check/${encodeURIComponent(page.check)}`;
}

export function goTo(page: Page): void {
  history.pushState(null, "", pathOf(page));
  scrollTo(0, 0);
  dispatchEvent(new Event(CHANGED));
}

export function usePage(): Page {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return parsePage(path);
}

export function useOpen(): Open | null {
  const search = useSyncExternalStore(subscribe, () => location.search);
  return parseOpen(search);
}

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(CHANGED, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(CHANGED, listener);
  };
}

/** What the list shows stands in the address: it can be bookmarked, sent to somebody, and gone back to. */
import { useSyncExternalStore } from "react";
import type { paths } from "@/api/schema.gen";
import { history } from "@/lib/history";

export const SHOWS = ["all", "active", "failed", "warnings", "show_ready", "cancelled"] as const;
export type Show = (typeof SHOWS)[number];
export const SORTS = ["created", "finished", "name", "length", "size", "profile", "status"] as const;
export type Sort = (typeof SORTS)[number];
export type View = { show: Show; folder: string; profile: string; text: string; sort: Sort; order: "asc" | "desc" };
type Query = NonNullable<paths["/api/v1/jobs/ids"]["get"]["parameters"]["query"]>;

export const EVERYTHING: View = { show: "all", folder: "", profile: "", text: "", sort: "created", order: "desc" };

const oneOf = <T extends string>(options: readonly T[], asked: string | null, otherwise: T): T => options.find((option) => option === asked) ?? otherwise;

export function parseView(search: string): View {
  const asked = new URLSearchParams(search);
  return {
    show: oneOf(SHOWS, asked.get("show"), EVERYTHING.show),
    folder: asked.get("in") ?? "",
    profile: asked.get("profile") ?? "",
    text: asked.get("q") ?? "",
    sort: oneOf(SORTS, asked.get("sort"), EVERYTHING.sort),
    order: oneOf(["asc", "desc"], asked.get("order"), EVERYTHING.order),
  };
}

/** Only what differs from showing everything, so that a plain list has a plain address. */
export function searchOfView(view: View, before = ""): string {
  const asked = new URLSearchParams(before);
  const names = { show: "show", folder: "in", profile: "profile", text: "q", sort: "sort", order: "order" } as const;
  for (const [key, name] of Object.entries(names) as [keyof View, string][]) {
    if (view[key] === EVERYTHING[key]) asked.delete(name);
    else asked.set(name, view[key]);
  }
  return asked.size > 0 ? `?${asked}` : "";
}

const STATES: Record<Show, Query> = {
  all: {},
  active: { status: ["queued", "processing", "paused"] },
  failed: { status: ["failed"] },
  warnings: { verdict: ["warnings"] },
  show_ready: { verdict: ["show_ready"] },
  cancelled: { status: ["cancelled"] },
};

export function queryOf({ show, folder, profile, text, sort, order }: View): Query {
  const asked: Query = { ...STATES[show], sort, order };
  if (folder) asked.folder = [folder];
  if (profile) asked.profile = [profile];
  if (text.trim()) asked.q = text.trim();
  return asked;
}

export const isFiltered = ({ show, folder, profile, text }: View): boolean => show !== "all" || folder !== "" || profile !== "" || text.trim() !== "";

/** Each change replaces the address: Back leaves the list, it doesn't undo letter by letter. */
export function changeView(part: Partial<View>): void {
  const { pathname, search } = history.location;
  history.replace(`${pathname}${searchOfView({ ...parseView(search), ...part }, search)}`);
}

export function useView(): View {
  const search = useSyncExternalStore((listener) => history.subscribe(listener), () => history.location.search);
  return parseView(search);
}

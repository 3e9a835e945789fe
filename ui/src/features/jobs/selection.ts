/** Which rows are chosen: one by one, a stretch with Shift, or all. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null };

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** From the row that was chosen last to this one, as lists everywhere do. */
export function stretched(selection: Selection, id: string, list: readonly string[]): Selection {
  const [from, to] = [list.indexOf(selection.anchor ?? id), list.indexOf(id)];
  if (from < 0 || to < 0) return toggled(selection, id);
  const between = list.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...between]), anchor: id };
}

export function allOf(list: readonly string[]): Selection {
  return { ids: new Set(list), anchor: null };
}

/** What the list doesn't hold any more is not chosen any more. */
export function within(selection: Selection, list: readonly string[]): Selection {
  if (selection.ids.size === 0) return selection;
  const kept = list.filter((id) => selection.ids.has(id));
  return kept.length === selection.ids.size ? selection : { ids: new Set(kept), anchor: selection.anchor };
}

/**
 * Every order has one entry, and buttons, menus, the palette and the keys all read it there.
 *
 * What is valid everywhere is registered once; a page adds its own while it is open (`useActions`).
 */
import { useEffect } from "react";
import type { IconName } from "@/components/icon";
import { ValueStore, useValue } from "@/lib/value-store";

export type ActionGroup = "go" | "queue" | "selection" | "page" | "program";

export type Action = {
  id: string;
  label: string;
  group: ActionGroup;
  icon?: IconName;
  /** In tinykeys' grammar: `g d`, `$mod+k`, `Delete`. */
  keys?: string;
  /** False: neither offered nor obeyed now. */
  when?: () => boolean;
  run: () => void;
};

const registered = new ValueStore<readonly Action[]>([]);

/** Adds actions until the returned function is called. An id that is there already is overlaid, not doubled. */
export function register(actions: readonly Action[]): () => void {
  registered.set([...registered.value, ...actions]);
  return () => registered.set(registered.value.filter((action) => !actions.includes(action)));
}

/** The actions of a page or a list while it is shown. Keep the array between renders (`useMemo`). */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => register(actions), [actions]);
}

export function allActions(): Action[] {
  return [...new Map(registered.value.map((action) => [action.id, action])).values()];
}

/** What can be done at this moment. */
export const validActions = (): Action[] => allActions().filter((action) => action.when?.() !== false);

export function useAllActions(): Action[] {
  useValue(registered);
  return allActions();
}

export const onActionsChanged = registered.subscribe;

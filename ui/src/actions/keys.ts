/** From a key press to its action. Typing is never taken for an order, and single keys can be switched off (WCAG 2.1.4). */
import { tinykeys } from "tinykeys";
import { ValueStore } from "@/lib/value-store";
import { type Action, allActions, onActionsChanged } from "./registry";

/** False: only keys that are held with Ctrl, Alt or ⌘ are obeyed. */
export const singleKeys = new ValueStore(true);

const isSingle = (keys: string): boolean => !/(\$mod|Control|Meta|Alt)\+/.test(keys);

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function mayNot(action: Action, keys: string, event: KeyboardEvent): boolean {
  if (action.when?.() === false) return true;
  if (!isSingle(keys)) return false;
  return !singleKeys.value || isTyping(event.target) || isInDialog(event.target);
}

/** A menu, a list box or a sheet has the keyboard to itself. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog],[role=menu],[role=listbox]") !== null;
}

const isRepeat = (event: KeyboardEvent): boolean => event.repeat || event.isComposing;

function bind(): () => void {
  const map: Record<string, (event: KeyboardEvent) => void> = {};
  for (const action of allActions()) {
    const { keys } = action;
    if (!keys) continue;
    map[keys] = (event) => {
      if (event.defaultPrevented || mayNot(action, keys, event)) return;
      event.preventDefault();
      action.run();
    };
  }
  return tinykeys(window, map, { ignore: isRepeat });
}

/** Listens from now on; bound anew whenever a page brings or takes its actions. */
export function startKeys(): () => void {
  let unbind = bind();
  const forget = onActionsChanged(() => {
    unbind();
    unbind = bind();
  });
  return () => {
    forget();
    unbind();
  };
}

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const NAMES: Record<string, string> = { $mod: IS_MAC ? "⌘" : "Ctrl", Alt: IS_MAC ? "⌥" : "Alt", ArrowUp: "↑", ArrowDown: "↓", Delete: "Del", Escape: "Esc", " ": "Space" };

/** `g d` → [["G"], ["D"]]; `$mod+k` → [["Ctrl", "K"]]: as printed on the keys. */
export function keyCaps(keys: string): string[][] {
  return keys.split(" ").map((press) => press.split("+").map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)));
}

/** Short words after an order, with the way back. They are never the only place where something is said. */
import { announce } from "./announce";
import { ValueStore } from "./value-store";

export type Toast = { id: number; words: string; isTrouble: boolean; undo: (() => void) | null };

export const toasts = new ValueStore<readonly Toast[]>([]);
let lastId = 0;

export function showToast(words: string, { undo = null, isTrouble = false }: { undo?: (() => void) | null; isTrouble?: boolean } = {}): void {
  lastId += 1;
  toasts.set([...toasts.value.slice(-2), { id: lastId, words, isTrouble, undo }]);
  announce(words);
}

export function dropToast(id: number): void {
  toasts.set(toasts.value.filter((toast) => toast.id !== id));
}

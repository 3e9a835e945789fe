/** The words around the doors: when everything is ready, and when it has to be. */
import { count } from "./count";

export const doorsText = {
  doors: {
    title: "Ready by doors",
    doors: "Doors",
    set: "Set doors",
    change: "Change the doors",
    at: "Doors open at",
    hint: "Today, or tomorrow if that time is past.",
    save: "Set",
    clear: "No doors",
    in: (span: string) => `in ${span}`,
    ago: (span: string) => `${span} ago`,
    empty: "The queue is empty",
    emptyAt: (clock: string) => `queue empty ${clock}`,
    inHand: (span: string) => `${span} in hand`,
    misses: (files: number, span: string) => `${count(files, "file misses", "files miss")} doors, the last by ${span}`,
    said: (words: string, doors: string) => `${words}. Doors at ${doors}.`,
    unknown: (files: number) => `${count(files, "file")} of unknown length`,
    standing: "if the queue went on now",
    shortest: "Shortest first",
    shortestWhy: (misses: number) => (misses === 0 ? "Then none is late." : `Then ${count(misses, "file is", "files are")} late.`),
    which: "Which files",
    lateBy: (span: string) => `${span} late`,
    lateTitle: "Late for doors",
    readyAt: (clock: string) => `ready ${clock}`,
    soon: "any moment",
    about: (span: string) => `~${span}`,
  },
} as const;

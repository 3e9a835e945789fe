/** Where each finding lies on the line of time: percent of its length, and a lane where two would overlap. */
import type { Finding, Level, Report } from "@/api/types";

/** `more`: findings that have no room of their own and are reached through this mark. */
export type Mark = { index: number; level: Level; left: number; width: number; lane: number; more: number[] };

const LANES = 3;
const STEPS_S = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const MOST_TICKS = 10;

export function lengthOf_s({ output, source, findings }: Report): number {
  const ends_s = findings.map(({ at_s, duration_s }) => (at_s ?? 0) + (duration_s ?? 0));
  return Math.max(output?.duration_s ?? 0, source?.duration_s ?? 0, ...ends_s);
}

/** `apart`: how many percent of the line a mark takes. Worst findings come first, so they get the first lane. */
export function marksOf(findings: readonly Finding[], length_s: number, apart: number): Mark[] {
  const marks: Mark[] = [];
  for (const [index, { at_s, duration_s, level }] of findings.entries()) {
    if (at_s === null || length_s <= 0) continue;
    const left = share(at_s, length_s);
    const width = Math.min(share(duration_s ?? 0, length_s), 100 - left);
    const near = marks.filter((mark) => Math.abs(mark.left - left) < apart);
    const lane = [...Array(LANES).keys()].find((free) => near.every((mark) => mark.lane !== free));
    if (lane === undefined) near.at(-1)?.more.push(index);
    else marks.push({ index, level, left, width, lane, more: [] });
  }
  return marks;
}

/** The findings one after the other as they are met while it plays. */
export function inTimeOrder(findings: readonly Finding[]): number[] {
  return [...findings.keys()]
    .filter((index) => findings[index]?.at_s !== null)
    .sort((a, b) => (findings[a]?.at_s ?? 0) - (findings[b]?.at_s ?? 0) || a - b);
}

/** The next in `order` from what is chosen; from nothing, or from outside of it, the first or the last. */
export function stepped(order: readonly number[], chosen: number | null, by: 1 | -1): number | null {
  const place = chosen === null ? -1 : order.indexOf(chosen);
  if (place < 0) return (by === 1 ? order[0] : order.at(-1)) ?? null;
  return order[Math.min(order.length - 1, Math.max(0, place + by))] ?? null;
}

/** Round times to write below; the end is written too, so nothing else stands close to it. */
export function ticksOf_s(length_s: number, most = MOST_TICKS): number[] {
  const step_s = STEPS_S.find((each) => length_s / each <= most) ?? Math.ceil(length_s / most / 3600) * 3600;
  const ticks: number[] = [];
  for (let at_s = 0; at_s < length_s - step_s * 0.6; at_s += step_s) ticks.push(Number(at_s.toFixed(3)));
  return length_s > 0 ? [...ticks, length_s] : ticks;
}

function share(part_s: number, whole_s: number): number {
  return Math.min(100, Math.max(0, (part_s / whole_s) * 100));
}

/** Days as the server counts them, none left out: a day without a file is a gap that should be seen. */
import type { components } from "@/api/schema.gen";

export type Sums = components["schemas"]["SumsOut"];
export type Item = components["schemas"]["HistoryItem"];
export type Day = { day: string; sums: Sums };

export const NO_SUMS: Sums = { show_ready: 0, warnings: 0, not_ready: 0, media_s: 0, work_s: 0, speed: null, source_bytes: 0, output_bytes: 0 };
const DAY_MS = 86_400_000;

/** Counted in UTC, where every day has 24 hours. */
export function everyDay(first_day: string, last_day: string, items: readonly Item[]): Day[] {
  const known = new Map(items.map(({ key, sums }) => [key, sums]));
  const days: Day[] = [];
  for (let at_ms = Date.parse(first_day); at_ms <= Date.parse(last_day); at_ms += DAY_MS) {
    const day = new Date(at_ms).toISOString().slice(0, 10);
    days.push({ day, sums: known.get(day) ?? NO_SUMS });
  }
  return days;
}

export function daysAgo(days: number, today: string): string {
  return new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
}

export const filesOf = ({ show_ready, warnings, not_ready }: Sums): number => show_ready + warnings + not_ready;

/** A step of 1, 2 or 5 times a power of ten, so that at most four lines lie under the bars. */
export function niceStep(highest: number): number {
  const rough = Math.max(highest, 1e-9) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
}

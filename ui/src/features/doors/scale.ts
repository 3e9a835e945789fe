/** Where a moment lies on the ruler: from now to a little after the doors, or after the end of the queue. */
const MINUTE_MS = 60_000;
const LEAST_MS = 15 * MINUTE_MS;
const MOST_TICKS = 9;
const STEPS_MIN = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];
const ROOM = 1.1; // behind the later of the two, so that it doesn't stand at the edge

export type Scale = { from_ms: number; to_ms: number; percent: (at_ms: number) => number; ticks: number[] };

export function scaleOf(now_ms: number, empty_ms: number | null, doors_ms: number | null): Scale {
  const last_ms = Math.max(empty_ms ?? now_ms, doors_ms ?? now_ms, now_ms);
  const length_ms = Math.max(LEAST_MS, (last_ms - now_ms) * ROOM);
  const step_ms = (STEPS_MIN.find((step) => length_ms / (step * MINUTE_MS) <= MOST_TICKS) ?? 1440) * MINUTE_MS;
  const offset_ms = new Date(now_ms).getTimezoneOffset() * MINUTE_MS; // ticks stand on the wall clock's own hours
  const first_ms = Math.ceil((now_ms - offset_ms) / step_ms) * step_ms + offset_ms;
  const ticks = Array.from({ length: Math.ceil((now_ms + length_ms - first_ms) / step_ms) }, (_, index) => first_ms + index * step_ms);
  const percent = (at_ms: number) => Math.min(100, Math.max(0, (100 * (at_ms - now_ms)) / length_ms));
  return { from_ms: now_ms, to_ms: now_ms + length_ms, percent, ticks };
}

/** The next moment at which the clock on the wall says this. */
export function nextAt(clock: string, now_ms: number): Date | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const at = new Date(now_ms);
  at.setHours(Number(hours), Number(minutes), 0, 0);
  if (at.getTime() <= now_ms) at.setDate(at.getDate() + 1);
  return at;
}

/** Places in a file, lengths of time, clock times. The server speaks UTC; people read their own clock. */
import { ValueStore } from "@/lib/value-store";
import { UNKNOWN } from "./numbers";

const pad = (value: number): string => String(Math.floor(value)).padStart(2, "0");

/** A length: 03:10, 1:04:00. */
export function lengthText(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return UNKNOWN;
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const rest = `${pad((whole % 3600) / 60)}:${pad(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A place in a file, as players write it: 01:47.20. */
export function positionText(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return UNKNOWN;
  const hundredths = Math.round(Math.max(0, seconds) * 100);
  const whole = Math.floor(hundredths / 100);
  const clock = `${pad((whole % 3600) / 60)}:${pad(whole % 60)}.${pad(hundredths % 100)}`;
  return whole >= 3600 ? `${Math.floor(whole / 3600)}:${clock}` : clock;
}

/** Where the encode is, always with hours, so that the digits stand still: 00:02:40. */
export function timecodeText(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return UNKNOWN;
  const whole = Math.floor(Math.max(0, seconds));
  return `${pad(whole / 3600)}:${pad((whole % 3600) / 60)}:${pad(whole % 60)}`;
}

/** How people here write times of day; the page is drawn anew when it changes. */
export const clockStyle = new ValueStore<"24h" | "12h">("24h");

export function clockText(at: Date | number, { seconds = false }: { seconds?: boolean } = {}): string {
  const hours: Intl.DateTimeFormatOptions = clockStyle.value === "12h" ? { hour: "numeric", hour12: true } : { hour: "2-digit", hourCycle: "h23" };
  const format: Intl.DateTimeFormatOptions = { ...hours, minute: "2-digit" };
  return new Intl.DateTimeFormat(undefined, seconds ? { ...format, second: "2-digit" } : format).format(at);
}

export function dayText(at: Date | number): string {
  return new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" }).format(at);
}

/** A clock time today, with the day in front on any other day. */
export function whenText(iso: string | null | undefined, now: Date, { seconds = false }: { seconds?: boolean } = {}): string {
  if (!iso) return UNKNOWN;
  const at = new Date(iso);
  const clock = clockText(at, { seconds });
  return at.toDateString() === now.toDateString() ? clock : `${dayText(at)} ${clock}`;
}

/** How long ago, or how long: 14 s, 3 min, 2 h 05 min. Never negative. */
export function spanText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min`;
  return `${Math.floor(whole / 3600)} h ${pad((whole % 3600) / 60)} min`;
}

/** The clock time of "ready", counted from when the estimate came; null while nobody knows. */
export function readyAt_ms(eta_s: number | null | undefined, received_ms: number): number | null {
  if (eta_s === null || eta_s === undefined || !Number.isFinite(eta_s)) return null;
  return received_ms + Math.max(0, eta_s) * 1000;
}

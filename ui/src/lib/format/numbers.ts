/** Numbers as people read them. What is not known is a dash, never a zero. */
export const UNKNOWN = "—";
const THIN_SPACE = "\u202f"; // between thousands, as ISO 80000 writes them

/** Decimal units, as drives are sold: 1.4 GB. */
export function bytesText(bytes: number): string {
  let size = bytes;
  let unit = "B";
  for (const larger of ["kB", "MB", "GB", "TB"]) {
    if (size < 999.5) break;
    size /= 1000;
    unit = larger;
  }
  const isWhole = unit === "B" || unit === "kB" || size >= 99.5;
  return `${size.toFixed(isWhole ? 0 : 1)} ${unit}`;
}

/** `1.2 → 1.4 GB`, the unit once where both have it. */
export function growthText(before: number, now: number): string {
  const [from, to] = [bytesText(before), bytesText(now)];
  const [fromNumber, fromUnit] = from.split(" ");
  return fromUnit === to.split(" ")[1] ? `${fromNumber} → ${to}` : `${from} → ${to}`;
}

export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** One place, and a true minus: −16.2. */
export function signedText(value: number): string {
  return value.toFixed(1).replace("-", "\u2212");
}

export function percent(fraction: number | null | undefined): number | null {
  if (fraction === null || fraction === undefined || !Number.isFinite(fraction)) return null;
  return Math.min(100, Math.max(0, Math.floor(fraction * 100)));
}

export function speedText(speed: number | null | undefined): string {
  return known(speed) ? `${speed < 10 ? speed.toFixed(1) : speed.toFixed(0)}×` : UNKNOWN;
}

export function fpsText(fps: number | null | undefined): string {
  return known(fps) ? fps.toFixed(0) : UNKNOWN;
}

/** Exact rates come as fractions: 30000/1001 is shown as 29.97. */
export function rateText(rate: string | null | undefined): string {
  const [over = Number.NaN, under = 1] = (rate ?? "").split("/").map(Number);
  const value = over / under;
  return Number.isFinite(value) && value > 0 ? String(Number(value.toFixed(3))) : UNKNOWN;
}

/** Some encoders report 0 or nothing while they warm up; neither is a speed. */
function known(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value) && value > 0;
}

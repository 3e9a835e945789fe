import { reportText } from "@/i18n/en-report";

const HEIGHT = 32;
const MIDDLE = HEIGHT / 2;
const CLIPPED = 100;

/** How high the sound reaches, over its length: silence, a fade and a sound that ends early are seen at once. */
export function SoundShape({ peaks }: { peaks: readonly number[] }) {
  if (peaks.length === 0) return null;
  // By its root, as meters do it nearly: what is quiet, and heard, is seen.
  const half = (peak: number) => Math.max(0.5, Math.sqrt(peak / 100) * (MIDDLE - 1));
  const above = peaks.map((peak, at) => `${at === 0 ? "M" : "L"}${at} ${(MIDDLE - half(peak)).toFixed(1)}`).join("");
  const below = peaks.map((peak, at) => `L${at} ${(MIDDLE + half(peak)).toFixed(1)}`).reverse().join("");
  const said = reportText.timeline.soundSaid(Math.max(...peaks));
  return (
    <div className="tl-row">
      <span>{reportText.timeline.sound}</span>
      <div className="tl-trace tl-sound" role="img" aria-label={said} title={said}>
        <svg viewBox={`0 0 ${Math.max(1, peaks.length - 1)} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={`${above}${below}Z`} />
          {peaks.map((peak, at) => peak >= CLIPPED && <line key={at} x1={at} x2={at} y1={0} y2={HEIGHT} />)}
        </svg>
      </div>
    </div>
  );
}

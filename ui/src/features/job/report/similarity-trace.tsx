import { reportText } from "@/i18n/en-report";
import { positionText } from "@/lib/format/times";
import type { Similarity } from "./measured";

const HEIGHT = 28;
const WIDTH = 1000;

/** How like its source the picture is, second by second: the line dips where it suffers. */
export function SimilarityTrace({ similarity, length_s }: { similarity: Similarity; length_s: number }) {
  const { bySecond, worst, worstAt_s } = similarity;
  const lowest = Math.min(0.9, Math.floor(worst * 20) / 20);
  const y = (value: number) => 2 + (1 - (value - lowest) / (1 - lowest)) * (HEIGHT - 4);
  const x = (second: number) => Math.min(WIDTH, ((second + 0.5) / Math.max(length_s, 1)) * WIDTH);
  const line = bySecond.map((value, second) => `${second === 0 ? "M0" : `L${x(second).toFixed(1)}`} ${y(value).toFixed(1)}`).join("");
  const said = reportText.timeline.likeness(worst.toFixed(3), positionText(worstAt_s));
  return (
    <div className="tl-row">
      <span>{reportText.timeline.ssim}</span>
      <div className="tl-trace" role="img" aria-label={said} title={said}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={`${line}L${WIDTH} ${y(bySecond.at(-1) ?? 1).toFixed(1)}`} vectorEffect="non-scaling-stroke" />
        </svg>
        <span className="tl-worst">{worst.toFixed(3)}</span>
      </div>
    </div>
  );
}

import clsx from "clsx";
import type { Finding } from "@/api/types";
import { Icon } from "@/components/icon";
import { reportText } from "@/i18n/en-report";
import { text } from "@/i18n/en";
import { lengthText, positionText } from "@/lib/format/times";
import { PHONE, useMedia } from "@/lib/use-media";
import { Film } from "./film";
import { LevelCounts } from "./level-counts";
import { SoundShape } from "./sound-shape";
import { SimilarityTrace } from "./similarity-trace";
import type { Pair } from "./stills";
import type { Similarity } from "./measured";
import { type Mark, marksOf, ticksOf_s } from "./timeline-model";

type Props = {
  findings: readonly Finding[];
  length_s: number;
  pairs: readonly Pair[];
  waveform: readonly number[];
  similarity: Similarity | null;
  chosen: number | null;
  choose: (index: number) => void;
};

/** Marks above, the picture below them, the time at the foot: what is wrong is seen where it is met. */
export function Timeline({ findings, length_s, pairs, waveform, similarity, chosen, choose }: Props) {
  const isPhone = useMedia(PHONE);
  const marks = marksOf(findings, length_s, isPhone ? 9 : 2.6);
  const lanes = 1 + Math.max(0, ...marks.map((mark) => mark.lane));
  const whole = [...new Set(findings.filter(({ at_s, level }) => at_s === null && level !== "note").map(({ code }) => code))];
  const at_s = chosen === null ? null : (findings[chosen]?.at_s ?? null);
  return (
    <section className="panel tl" aria-label={reportText.timeline.title}>
      <div className="ph">
        <h2>{text.findings.title}</h2>
        <LevelCounts findings={findings} />
        <span className="sp" />
        {whole.length > 0 && <span className="xs t3 el">{reportText.timeline.whole} <span className="mono">{whole.join(" · ")}</span></span>}
      </div>
      {marks.length > 0 && (
        <div className="tl-row">
          <span>{text.findings.title}</span>
          <div className="tl-marks" style={{ height: lanes * 24 }}>
            {marks.map((mark) => <MarkOn key={mark.index} mark={mark} findings={findings} chosen={chosen} choose={choose} isFirst={mark === marks[0]} />)}
          </div>
        </div>
      )}
      <div className="tl-tracks">
        <Film pairs={pairs} />
        <SoundShape peaks={waveform} />
        {similarity && <SimilarityTrace similarity={similarity} length_s={length_s} />}
        <div className="tl-over" aria-hidden="true">
          {marks.filter((mark) => mark.level !== "note").map(({ index, level, left, width }) => (
            <span key={index} className={clsx("tl-band", `c-${level}`, index === chosen && "on")} style={{ left: `${left}%`, width: `max(${width}%, 3px)` }} />
          ))}
          {at_s !== null && length_s > 0 && <span className="tl-head" style={{ left: `${(at_s / length_s) * 100}%` }} />}
        </div>
      </div>
      <div className="tl-row" aria-hidden="true"><span /><Scale length_s={length_s} most={isPhone ? 4 : 10} /></div>
    </section>
  );
}

type MarkProps = { mark: Mark; findings: readonly Finding[]; chosen: number | null; choose: (index: number) => void; isFirst: boolean };

/** A click on a mark that stands for several goes on to the next of them. */
function MarkOn({ mark, findings, chosen, choose, isFirst }: MarkProps) {
  const all = [mark.index, ...mark.more];
  const place = chosen === null ? -1 : all.indexOf(chosen);
  const next = all[(place + 1) % all.length] ?? mark.index;
  const { message, at_s } = findings[next] ?? { message: "", at_s: null };
  const top = mark.lane * 24;
  return (
    <>
      {mark.width > 0 && <span className={`tl-bar c-${mark.level}`} style={{ left: `${mark.left}%`, width: `max(${mark.width}%, 2px)`, top: top + 19 }} aria-hidden="true" />}
      <button
        type="button"
        className={`tl-mark c-${mark.level}`}
        style={{ left: `${mark.left}%`, top }}
        aria-pressed={place >= 0}
        aria-label={reportText.timeline.mark(text.level[mark.level], positionText(at_s), message, all.length - 1)}
        title={message}
        tabIndex={place >= 0 || (chosen === null && isFirst) ? 0 : -1}
        onClick={() => choose(next)}
      >
        <Icon name={mark.level} />
      </button>
    </>
  );
}

function Scale({ length_s, most }: { length_s: number; most: number }) {
  const ticks = ticksOf_s(length_s, most);
  const write = length_s < 10 ? positionText : lengthText;
  return (
    <div className="tl-scale">
      {ticks.map((at_s, index) => (
        <span key={at_s} className={clsx(index === 0 && "first", index > 0 && index === ticks.length - 1 && "last")} style={{ left: `${(at_s / length_s) * 100}%` }}>{write(at_s)}</span>
      ))}
    </div>
  );
}

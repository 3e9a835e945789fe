import { useState } from "react";
import { Panel } from "@/components/panel";
import { niceStep } from "./days";

export type Bar = { key: string; label: string; parts: readonly { value: number; look: string }[]; said: string };
type Props = { title: string; summary: string; bars: readonly Bar[]; axis: (value: number) => string };

const WIDTH = 1000;
const HEIGHT = 160;
const TOP = 10;

/** Stacked bars over days; what the pointer is on is said in the panel's head. Read aloud as its summary. */
export function Bars({ title, summary, bars, axis }: Props) {
  const [at, setAt] = useState<number | null>(null);
  const highest = Math.max(...bars.map(totalOf), 0);
  const step = niceStep(highest);
  const top = Math.max(step, Math.ceil(highest / step) * step);
  const y = (value: number) => HEIGHT - (value / top) * (HEIGHT - TOP);
  const width = WIDTH / bars.length;
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const pointed = at === null ? undefined : bars[at];
  return (
    <Panel title={title} className="chart" tools={<span className="xs t2 el">{pointed ? `${pointed.label} · ${pointed.said}` : summary}</span>}>
      <div className="chart-body">
        <div className="chart-axis" aria-hidden="true">{lines.map((value) => <span key={value} style={{ top: `${(y(value) / HEIGHT) * 100}%` }}>{axis(value)}</span>)}</div>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={summary} onPointerLeave={() => setAt(null)}>
          {lines.map((value) => <line key={value} className="chart-line" x1={0} x2={WIDTH} y1={y(value)} y2={y(value)} />)}
          {bars.map((bar, index) => (
            <g key={bar.key} onPointerEnter={() => setAt(index)} className={index === at ? "pointed" : undefined}>
              <rect className="chart-hit" x={index * width} y={0} width={width} height={HEIGHT} />
              {stacked(bar).map(({ look, from, to }) => <rect key={look} className={look} x={index * width + width * 0.14} width={width * 0.72} y={y(to)} height={Math.max(y(from) - y(to), to > from ? 1 : 0)} />)}
            </g>
          ))}
        </svg>
        <div className="chart-days" aria-hidden="true"><span>{bars[0]?.label}</span><span>{bars.at(-1)?.label}</span></div>
      </div>
    </Panel>
  );
}

const totalOf = (bar: Bar): number => bar.parts.reduce((sum, { value }) => sum + value, 0);

function stacked(bar: Bar): { look: string; from: number; to: number }[] {
  let from = 0;
  return bar.parts.map(({ value, look }) => {
    const part = { look, from, to: from + value };
    from = part.to;
    return part;
  });
}

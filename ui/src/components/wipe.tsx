import { type CSSProperties, useState } from "react";
import { Icon } from "./icon";
import { reportText } from "@/i18n/en-report";
import "./wipe.css";

type Pair = { source: string; output: string };
type Props = { pair: Pair; at: number; setAt: (percent: number) => void; isFlipped: boolean; shape: readonly [width: number, height: number]; zoom: number };

/** Source left of the line, output right of it; flipped, the other way round. The line is a range input. */
export function Wipe({ pair, at, setAt, isFlipped, shape, zoom }: Props) {
  const [left, right] = isFlipped ? [pair.output, pair.source] : [pair.source, pair.output];
  const [leftName, rightName] = isFlipped ? [reportText.compare.output, reportText.compare.source] : [reportText.compare.source, reportText.compare.output];
  return (
    <div className="wipe" style={{ "--at": `${at}%`, "--zoom": zoom, "--ratio": shape[0] / shape[1], aspectRatio: shape.join(" / ") } as CSSProperties}>
      <Picture key={left} url={left} name={leftName} />
      <div className="wipe-right"><Picture key={right} url={right} name={rightName} /></div>
      <span className="wipe-line" aria-hidden="true"><span className="wipe-grip"><Icon name="code" /></span></span>
      {at > 12 && <span className="cap left">{leftName}</span>}
      {at < 88 && <span className="cap right">{rightName}</span>}
      <input
        type="range" min={0} max={100} value={at}
        aria-label={reportText.compare.wipe} aria-valuetext={reportText.compare.wipeAt(at)}
        onChange={(event) => setAt(event.target.valueAsNumber)}
      />
    </div>
  );
}

function Picture({ url, name }: { url: string; name: string }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing) return <span className="no-picture">{reportText.compare.missing(name)}</span>;
  return <img src={url} alt={reportText.compare.alt(name)} decoding="async" draggable={false} onError={() => setMissing(true)} />;
}

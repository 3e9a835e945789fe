import { useState } from "react";
import { reportText } from "@/i18n/en-report";
import type { Pair } from "./stills";

/** The output's stills side by side. One that can't be had stays dark. */
export function Film({ pairs }: { pairs: readonly Pair[] }) {
  if (pairs.length === 0) return null;
  return (
    <div className="tl-row" aria-hidden="true">
      <span>{reportText.timeline.output}</span>
      <div className="tl-film">{pairs.map((pair) => <Frame key={pair.number} url={pair.output} />)}</div>
    </div>
  );
}

function Frame({ url }: { url: string }) {
  const [isMissing, setMissing] = useState(false);
  return <i>{!isMissing && <img src={url} alt="" decoding="async" draggable={false} onError={() => setMissing(true)} />}</i>;
}

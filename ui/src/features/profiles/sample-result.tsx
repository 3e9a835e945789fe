import { useState } from "react";
import { type Sample, samplePair } from "@/api/samples";
import { CopyButton } from "@/components/copy-button";
import { Wipe } from "@/components/wipe";
import { sampleText } from "@/i18n/en-sample";
import { UNKNOWN, bytesText } from "@/lib/format/numbers";
import { positionText, spanText } from "@/lib/format/times";

const MEGA = 1_000_000;

/** Before and after at three moments, and what the whole file would take. */
export function SampleResult({ sample }: { sample: Sample }) {
  const [shown, setShown] = useState(sample.stills[Math.floor(sample.stills.length / 2)]?.number ?? 1);
  const [at, setAt] = useState(50);
  const { output, output_bytes, length_s, work_s, whole_bytes, whole_work_s } = sample;
  const rate_mbps = (output_bytes * 8) / Math.max(length_s, 0.001) / MEGA;
  const facts = [
    [sampleText.size, sampleText.sizeOf(bytesText(output_bytes), rate_mbps.toFixed(rate_mbps < 10 ? 1 : 0))],
    [sampleText.whole, whole_bytes === null || whole_work_s === null ? UNKNOWN : sampleText.wholeOf(bytesText(whole_bytes), spanText(whole_work_s))],
    [sampleText.speed, sampleText.speedOf((length_s / Math.max(work_s, 0.001)).toFixed(1))],
  ] as const;
  return (
    <div className="sample">
      {sample.stills.length > 0 && (
        <div className="box">
          <Wipe pair={samplePair(sample, shown)} at={at} setAt={setAt} isFlipped={false} shape={[16, 9]} zoom={1} />
          <div className="moments" role="group" aria-label={sampleText.moments}>
            {sample.stills.map(({ number, at_s }) => (
              <button key={number} type="button" aria-pressed={shown === number} onClick={() => setShown(number)}>{positionText(at_s)}</button>
            ))}
          </div>
        </div>
      )}
      <dl className="pfacts">
        {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        {output && <div><dt>{sampleText.lies}</dt><dd className="sample-path"><span className="mono wrap">{output}</span><CopyButton words={output} what={sampleText.lies} /></dd></div>}
      </dl>
    </div>
  );
}

import { Dialog } from "radix-ui";
import { useState } from "react";
import { Button } from "@/components/button";
import { reportText } from "@/i18n/en-report";
import { text } from "@/i18n/en";
import { positionText } from "@/lib/format/times";
import type { Pair } from "./stills";
import { useHeldKey } from "./use-held-key";
import { Wipe } from "@/components/wipe";

type Props = { pairs: readonly Pair[]; shown: number; show: (index: number) => void; shape: readonly [width: number, height: number] };

/** The same moment of source and output under one line that is drawn across. */
export function Compare({ pairs, shown, show, shape }: Props) {
  const [isLarge, setLarge] = useState(false);
  const [zoom, setZoom] = useState(1);
  const [at, setAt] = useState(50);
  const key = useHeldKey("a");
  const pair = pairs[shown];
  if (!pair) return null;
  const wipe = <Wipe pair={pair} at={at} setAt={setAt} isFlipped={key.isHeld} shape={shape} zoom={zoom} />;
  const choice = <Moments pairs={pairs} shown={shown} show={show} />;
  const flip = <Button small kind="quiet" className="flip" aria-pressed={key.isHeld} {...key.hold}>{reportText.compare.hold} <kbd>A</kbd> {reportText.compare.toFlip}</Button>;
  return (
    <section className="panel cmp" aria-label={reportText.compare.title}>
      <div className="ph">
        <h2>{reportText.compare.title}</h2><span className="mono xs t2">{positionText(pair.at_s)}</span>
        <span className="sp" />
        {flip}
        <Button small kind="quiet" bare icon="zoom" aria-label={reportText.compare.enlarge} onClick={() => setLarge(true)} />
      </div>
      {!isLarge && wipe}
      {choice}
      <Dialog.Root open={isLarge} onOpenChange={setLarge}>
        <Dialog.Portal>
          <Dialog.Content className="large" aria-describedby={undefined}>
            <div className="ph">
              <Dialog.Title asChild><h2>{reportText.compare.title}</h2></Dialog.Title><span className="mono xs t2">{positionText(pair.at_s)}</span>
              <span className="sp" />{choice}<span className="sp" /><Zooms zoom={zoom} setZoom={setZoom} />
              {flip}
              <Dialog.Close asChild><Button kind="quiet" icon="close" bare aria-label={text.close} /></Dialog.Close>
            </div>
            {isLarge && <div className="large-stage">{wipe}</div>}
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </section>
  );
}

function Zooms({ zoom, setZoom }: { zoom: number; setZoom: (zoom: number) => void }) {
  return (
    <span className="grp" role="group" aria-label={reportText.compare.zoom}>
      {[1, 2, 4].map((each) => (
        <Button key={each} small aria-pressed={each === zoom} onClick={() => setZoom(each)}>{each === 1 ? reportText.compare.fit : `${each}×`}</Button>
      ))}
    </span>
  );
}

function Moments({ pairs, shown, show }: Omit<Props, "shape">) {
  return (
    <div className="moments" role="group" aria-label={reportText.compare.moments}>
      {pairs.map((pair, index) => (
        <button key={pair.number} type="button" aria-pressed={index === shown} onClick={() => show(index)}>{positionText(pair.at_s)}</button>
      ))}
    </div>
  );
}

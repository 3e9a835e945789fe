import { type FormEvent, useState } from "react";
import { ChooseButton } from "@/actions/choose-button";
import { OrderButton } from "@/actions/order-button";
import { messageOf } from "@/api/errors";
import type { ProfileDraft } from "@/api/profiles";
import { cancelSample, startSample, useSample } from "@/api/samples";
import { Button } from "@/components/button";
import { Field, FormError } from "@/components/field";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { sampleText } from "@/i18n/en-sample";
import { percent } from "@/lib/format/numbers";
import { ValueStore, useValue } from "@/lib/value-store";
import { SampleResult } from "./sample-result";

/** Kept while profiles are compared on the same file. */
const file = new ValueStore("");

/** What this profile makes of ten seconds of a file, before a whole show is made with it. */
export function SamplePanel({ draft }: { draft: ProfileDraft }) {
  const path = useValue(file);
  const [id, setId] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const { data: sample, error } = useSample(id);
  const isRunning = sample?.state === "running";
  const start = async (event: FormEvent) => {
    event.preventDefault();
    setRefused(null);
    try {
      setId((await startSample(path.trim(), draft)).id);
    } catch (failure) {
      setRefused(messageOf(failure));
    }
  };
  const failure = refused ?? (error ? messageOf(error) : sample?.error);
  return (
    <Panel title={sampleText.title} tools={<span className="xs t3 el">{sampleText.hint}</span>}>
      <form className="padded form" onSubmit={(event) => void start(event)}>
        <Field label={sampleText.file}>
          {(ids) => (
            <div className="with-choose">
              <input {...ids} className="in mono" value={path} placeholder="/Volumes/SHOW/opening.mov" spellCheck={false} autoComplete="off" onChange={(event) => file.set(event.target.value)} />
              <ChooseButton wanted="files" take={([chosen = path]) => file.set(chosen)} />
              <OrderButton type="submit" icon="encoding" disabled={path.trim() === "" || isRunning}>{sampleText.start}</OrderButton>
            </div>
          )}
        </Field>
        <FormError message={failure ?? null} />
        {isRunning && id !== null && (
          <div className="sample-runs">
            <progress max={1} value={sample.fraction} aria-label={sampleText.title} />
            <span className="t2">{percent(sample.fraction)} %</span>
            <Button small kind="quiet" onClick={() => void cancelSample(id)}>{text.cancel}</Button>
          </div>
        )}
        {sample?.state === "done" && <SampleResult key={sample.id} sample={sample} />}
      </form>
    </Panel>
  );
}

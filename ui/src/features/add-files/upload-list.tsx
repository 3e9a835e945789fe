import { useRef } from "react";
import { useSettings } from "@/actions/settings";
import { type Upload, stopUpload, upload, uploads } from "@/actions/uploads";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { Middle } from "@/components/middle";
import { browseText } from "@/i18n/en-browse";
import { bytesText } from "@/lib/format/numbers";
import { isInWindow } from "@/lib/in-window";
import { useValue } from "@/lib/value-store";

/** In a browser on another machine, where Settings name a folder for it: the file itself is sent. */
export function UploadButton() {
  const chooser = useRef<HTMLInputElement>(null);
  const isAllowed = !!useSettings()?.intake_folder;
  if (isInWindow || !isAllowed) return null;
  return (
    <>
      <input ref={chooser} type="file" multiple hidden onChange={(event) => upload([...(event.target.files ?? [])])} />
      <Button className="choose" icon="publishing" onClick={() => chooser.current?.click()}>{browseText.upload}</Button>
    </>
  );
}

export function UploadList() {
  const all = useValue(uploads);
  if (all.length === 0) return null;
  return (
    <section className="box uploads" aria-label={browseText.uploads}>
      <h3>{browseText.uploads}</h3>
      <ul>{all.map((each) => <UploadRow key={each.id} upload={each} />)}</ul>
    </section>
  );
}

function UploadRow({ upload: { id, name, size_bytes, sent_bytes, state, message } }: { upload: Upload }) {
  const isGoing = state === "waiting" || state === "sending";
  return (
    <li>
      <Icon name={state === "failed" ? "fail" : isGoing ? "publishing" : "ready"} className={state === "failed" ? "c-fail" : isGoing ? "c-run" : "c-ready"} />
      <Middle name={name} />
      <span className="xs t2 r">{state === "sending" ? `${bytesText(sent_bytes)} / ${bytesText(size_bytes)}` : state === "failed" ? "" : browseText[state]}</span>
      {isGoing ? <Button kind="quiet" small bare icon="close" aria-label={browseText.stop(name)} onClick={() => stopUpload(id)} /> : <span />}
      {state === "sending" && <progress max={size_bytes || 1} value={sent_bytes} aria-label={name} />}
      {message && <small>{message}</small>}
    </li>
  );
}

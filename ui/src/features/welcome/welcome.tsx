import clsx from "clsx";
import type { ReactNode } from "react";
import { OrderButton } from "@/actions/order-button";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { welcomeText as words } from "@/i18n/en-welcome";
import { text } from "@/i18n/en";
import { history } from "@/lib/history";
import { shortVersion } from "@/lib/format/version";
import { folderName } from "@/lib/paths";
import { go } from "@/lib/route";
import { useAllFolders, useStatus } from "@/live/hooks";
import "./welcome.css";

/** The first minutes, as three steps: what is done is ticked, what comes next has its button. */
export function Welcome() {
  const status = useStatus();
  const folders = useAllFolders();
  const hasEncoder = status?.ffmpeg_problem === null;
  const [first] = folders;
  const next = !hasEncoder ? 1 : first ? 3 : 2;
  return (
    <div className="welcome">
      <h3>{words.title}</h3>
      <p className="t2">{words.lead}</p>
      <ol>
        <Step number={1} next={next} title={words.encoder} said={hasEncoder ? words.encoderIs(shortVersion(status.ffmpeg_version) ?? "") : (status?.ffmpeg_problem ?? words.encoderNone)}>
          <Button small onClick={() => history.push("/settings/encoding")}>{words.encoderChoose}</Button>
        </Step>
        <Step number={2} next={next} title={words.folder} said={first ? words.folderIs(folderName(first.watch_directory), folderName(first.output_directory)) : words.folderWhy}>
          <OrderButton kind="solid" icon="folder" onClick={() => go({ sheet: "add_folder" })}>{text.folders.addLong}</OrderButton>
        </Step>
        <Step number={3} next={next} title={words.file} said={first ? words.fileInto(first.watch_directory) : words.fileWhy}>
          <OrderButton kind="solid" icon="add" onClick={() => go({ sheet: "add_files" })}>{text.queue.add}</OrderButton>
        </Step>
      </ol>
      <p className="xs t3">{words.orElse} <button type="button" className="linkish link" onClick={() => history.push("/preflight")}>{words.check}</button></p>
    </div>
  );
}

type StepProps = { number: number; next: number; title: string; said: string; children: ReactNode };

function Step({ number, next, title, said, children }: StepProps) {
  const isDone = number < next;
  return (
    <li className={clsx(isDone && "done", number === next && "next")} aria-current={number === next ? "step" : undefined}>
      {isDone ? <Icon name="ready" className="c-ready" /> : <span className="step-number" aria-hidden="true">{number}</span>}
      <div><b>{title}</b>{isDone && <span className="sr-only">{words.done}</span>}<small>{said}</small></div>
      {number === next && children}
    </li>
  );
}

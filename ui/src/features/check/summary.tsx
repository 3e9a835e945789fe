import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import { checkText } from "@/i18n/en-check";
import { Cells } from "./cells";
import { type CheckedFile, countsOf, isOver } from "./check-files";

type Props = { files: readonly CheckedFile[]; place: string; target: string; isRunning: boolean; when: ReactNode };

/** The answer in one sentence, and where in the show the trouble lies. */
export function Summary({ files, place, target, isRunning, when }: Props) {
  const said = sentenceOf(files, target, isRunning);
  return (
    <section className="sum" aria-label={checkText.title}>
      <div className="stick">
        <span className="ic"><Icon name={files.length > 1 ? "folder" : "file"} /></span>
        <div className="stick-words"><b className="el" title={place}>{place}</b><p className="xs t2">{isRunning ? checkText.progress(files.filter(isOver).length, files.length) : checkText.files(files.length)}</p></div>
      </div>
      <div className="sum-said"><p className="said"><b>{said.fact}</b> {said.more}</p><Cells files={files} /></div>
      <div className="sum-when r xs t2">{when}</div>
    </section>
  );
}

/** Never "all are ready" while one was not looked at to its end. */
function sentenceOf(files: readonly CheckedFile[], target: string, isRunning: boolean): { fact: string; more: string } {
  const { show_ready, not_ready, warnings } = countsOf(files);
  const failed = files.filter(({ state }) => state === "failed").length;
  const some = not_ready + warnings + failed;
  if (some > 0) return checkText.attention(some, files.length, target, { not_ready, warnings, failed });
  if (isRunning) return checkText.checking(files.length, target);
  return show_ready < files.length ? checkText.partly(show_ready, files.length, target) : checkText.fine(files.length, target);
}

import clsx from "clsx";
import { text } from "@/i18n/en";
import { checkText } from "@/i18n/en-check";
import type { CheckedFile } from "./check-files";

/** One cell a file in cue order: a failure is full, a warning half, what is ready a line at the foot. */
export function Cells({ files }: { files: readonly CheckedFile[] }) {
  return (
    <ol className="cells" aria-label={checkText.cells}>
      {files.map((file) => {
        const said = checkText.cell(file.name, file.verdict ? text.verdict[file.verdict] : checkText.state[file.state === "done" ? "failed" : file.state]);
        return <li key={file.path} className={clsx(file.verdict ?? file.state)} title={said}><span className="sr-only">{said}</span></li>;
      })}
    </ol>
  );
}

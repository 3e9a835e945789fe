import { type ReactNode, useDeferredValue, useState } from "react";
import type { Verdict } from "@/api/types";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { checkText } from "@/i18n/en-check";
import { CheckRow } from "./check-row";
import { type CheckedFile, fits, inCueOrder } from "./check-files";
import { CureBar } from "./cure-bar";
import { Filters } from "./filters";
import { Summary } from "./summary";

type Props = {
  files: readonly CheckedFile[];
  place: string;
  target: string;
  isRunning: boolean;
  when: ReactNode;
  queued: ReadonlySet<string>;
  /** Null while nobody is there to take the order. */
  cure: ((files: readonly CheckedFile[], output: string) => void) | null;
};

/** A preflight that runs or has run. */
export function CheckView({ files, place, target, isRunning, when, queued, cure }: Props) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [asked, setAsked] = useState("");
  const [output, setOutput] = useState("");
  const words = useDeferredValue(asked.trim());
  const inOrder = inCueOrder(files);
  const shown = inOrder.filter((file) => fits(file, verdict, words));
  const clear = () => {
    setVerdict(null);
    setAsked("");
  };
  if (files.length === 0 && !isRunning) return <EmptyState icon="search" title={checkText.nothing}>{checkText.nothingWhy}</EmptyState>;
  return (
    <>
      <Summary files={inOrder} place={place} target={target} isRunning={isRunning} when={when} />
      <Filters files={files} verdict={verdict} choose={setVerdict} words={asked} search={setAsked} />
      <section className="tb" aria-label={checkText.files(files.length)}>
        <Head />
        <ul className="tb-rows" tabIndex={-1}>
          {shown.map((file) => <CheckRow key={file.path} file={file} isQueued={queued.has(file.path)} cure={cure && (() => cure([file], output))} />)}
        </ul>
        {shown.length === 0 && <EmptyState icon="search" title={checkText.noMatch} action={<Button small onClick={clear}>{checkText.all}</Button>} />}
      </section>
      <CureBar files={files.filter(({ path }) => !queued.has(path))} output={output} setOutput={setOutput} cure={isRunning ? null : cure} />
    </>
  );
}

function Head() {
  const { columns } = checkText;
  return (
    <div className="tr h" aria-hidden="true">
      <span>{columns.verdict}</span><span>{columns.file}</span><span className="r">{columns.length}</span><span>{columns.picture}</span>
      <span className="r">{columns.rate}</span><span>{columns.finding}</span><span className="tr-cure">{columns.cure}</span>
    </div>
  );
}

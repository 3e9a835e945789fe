import { useId } from "react";
import { messageOf } from "@/api/errors";
import type { FolderDraft, TriedRule } from "@/api/types";
import { FormError } from "@/components/field";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { folderName } from "@/lib/paths";
import type { Tried } from "./use-dry-run";

type Props = { draft: FolderDraft; name: string; change: (name: string) => void; run: Tried };

/** Which rule would take a name, where the output would go, what would happen to the source. Writes nothing. */
export function DryRun({ draft, name, change, run: { tried, error } }: Props) {
  const id = useId();
  const dropped = (files: FileList) => files[0] && change(files[0].name);
  return (
    <section className="dry" aria-labelledby={id} onDragOver={(event) => event.preventDefault()} onDrop={(event) => (event.preventDefault(), dropped(event.dataTransfer.files))}>
      <h2 id={id}>{text.dry.title}</h2>
      <p className="hint">{text.dry.hint}</p>
      <input className="in mono dry-name" aria-label={text.dry.label} value={name} placeholder="01_opening_v3.mov" spellCheck={false} autoComplete="off" onChange={(event) => change(event.target.value)} />
      {error !== null && <FormError message={messageOf(error)} />}
      {tried && error === null && <Answer tried={tried} draft={draft} />}
    </section>
  );
}

function Answer({ tried, draft }: { tried: TriedRule; draft: FolderDraft }) {
  const rules = draft.rules ?? [];
  return (
    <>
      <ol className="asked">
        {rules.map((rule, index) => <Asked key={index} number={index + 1} pattern={rule.pattern} state={stateOf(index, tried.rule)} profile={tried.profile} />)}
      </ol>
      {tried.rule === null && <p className="wn"><Icon name="warn" />{text.dry.noRule}</p>}
      <dl className="res">
        {tried.output && <><dt>{text.dry.output}</dt><dd className="mono wrap"><span className="t3">{tried.output.slice(0, -folderName(tried.output).length)}</span>{folderName(tried.output)}</dd></>}
        <dt>{text.dry.source}</dt>
        <dd>{tried.source_after}</dd>
      </dl>
      {tried.warnings.map((warning) => <p key={warning} className="wn"><Icon name="warn" />{warning}</p>)}
    </>
  );
}

type State = "passed" | "wins" | "unasked";

function stateOf(index: number, winner: number | null): State {
  if (index === winner) return "wins";
  return winner === null || index < winner ? "passed" : "unasked";
}

function Asked({ number, pattern, state, profile }: { number: number; pattern: string; state: State; profile: string | null }) {
  const said = { passed: text.dry.passed, wins: text.dry.winsWith(profile ?? ""), unasked: text.dry.unasked }[state];
  return (
    <li>
      <span className={state === "wins" ? "wins" : "no"}>{number}</span>
      <span><span className="mono">{pattern}</span><small>{said}</small></span>
    </li>
  );
}

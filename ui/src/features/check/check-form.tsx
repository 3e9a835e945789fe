import { useState } from "react";
import { ChooseButton } from "@/actions/choose-button";
import { OrderButton } from "@/actions/order-button";
import { Field, FormError } from "@/components/field";
import { checkText } from "@/i18n/en-check";
import { TargetCards, type TargetCard } from "./target-cards";

export type CheckDraft = { paths: string[]; target: string; recursive: boolean };
type Props = { targets: readonly TargetCard[]; error: string | null; isStarting: boolean; start: (draft: CheckDraft) => void };

const DEFAULT = "any";

/** What to look at, and where it will play. */
export function CheckForm({ targets, error, isStarting, start }: Props) {
  const [words, setWords] = useState("");
  const [target, setTarget] = useState(DEFAULT);
  const [recursive, setRecursive] = useState(false);
  const paths = words.split("\n").map((line) => line.trim().replace(/^(["'])(.*)\1$/, "$2")).filter(Boolean);
  const submit = () => paths.length > 0 && start({ paths, target, recursive });
  return (
    <form className="form check-form" onSubmit={(event) => (event.preventDefault(), submit())}>
      <div><h2>{checkText.lead}</h2><p className="t2">{checkText.leadMore}</p></div>
      <Field label={checkText.paths} hint={checkText.pathsHint}>
        {(ids) => (
          <>
            <textarea {...ids} className="in mono" rows={3} value={words} autoFocus spellCheck={false} onChange={(event) => setWords(event.target.value)} />
            <ChooseButton wanted="folder" take={(chosen) => setWords([...paths, ...chosen].join("\n"))} />
          </>
        )}
      </Field>
      <label className="check"><input type="checkbox" checked={recursive} onChange={(event) => setRecursive(event.target.checked)} />{checkText.recursive}</label>
      <TargetCards targets={targets} value={target} choose={setTarget} />
      <FormError message={error} />
      <div className="check-start"><OrderButton kind="solid" type="submit" icon="preflight" disabled={paths.length === 0 || isStarting}>{checkText.start}</OrderButton></div>
    </form>
  );
}

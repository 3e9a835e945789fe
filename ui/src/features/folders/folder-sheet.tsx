import { useEffect, useRef, useState } from "react";
import { OrderButton } from "@/actions/order-button";
import type { FolderDraft, RuleDraft } from "@/api/types";
import { Button } from "@/components/button";
import { FormError } from "@/components/field";
import { Sheet } from "@/components/sheet";
import { text } from "@/i18n/en";
import { DryRun } from "./dry-run";
import { FolderFields } from "./folder-fields";
import { RuleFields } from "./rule-fields";
import { NEW_FOLDER, NEW_RULE, useSaveFolder } from "./save-folder";
import { useDryRun } from "./use-dry-run";

/** The shortest way to a watch folder: where, where to, and one rule. The rest is on its own page. */
export function AddFolderSheet({ close }: { close: () => void }) {
  const [draft, setDraft] = useState<FolderDraft>(NEW_FOLDER);
  const [name, setName] = useState("");
  const run = useDryRun(draft, name);
  const { save, errors, isSaving } = useSaveFolder(null, close);
  const change = (part: Partial<FolderDraft>) => setDraft({ ...draft, ...part });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [errors]);
  const [rule = NEW_RULE] = draft.rules ?? [];
  const foot = (
    <>
      <OrderButton kind="solid" type="submit" form="folder-form" disabled={isSaving}>{text.folders.addLong}</OrderButton>
      <Button kind="quiet" onClick={close}>{text.cancel}</Button>
    </>
  );
  return (
    <Sheet title={text.folders.addLong} close={close} foot={foot}>
      <form id="folder-form" ref={form} className="form" noValidate onSubmit={(event) => { event.preventDefault(); void save(draft); }}>
        <FormError message={errors[""] ?? null} />
        <FolderFields draft={draft} errors={errors} change={change} />
        <div className="form-head"><h3>{text.rules.first}</h3><span className="xs t3">{text.rules.firstMore}</span></div>
        <RuleFields index={0} rule={rule} errors={errors} deletes={draft.delete_input ?? false} change={(changed: RuleDraft) => change({ rules: [changed] })} />
        <DryRun draft={draft} name={name} change={setName} run={run} />
      </form>
    </Sheet>
  );
}

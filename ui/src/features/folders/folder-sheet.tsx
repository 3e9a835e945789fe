import { useEffect, useRef, useState } from "react";
import { draftOf, removeFolder } from "@/actions/folders";
import { OrderButton } from "@/actions/order-button";
import type { Folder, FolderDraft } from "@/api/types";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { FormError } from "@/components/field";
import { Sheet } from "@/components/sheet";
import { text } from "@/i18n/en";
import { folderName } from "@/lib/paths";
import { useFolder } from "@/live/hooks";
import { DryRun } from "./dry-run";
import { FolderFields } from "./folder-fields";
import { RuleFields } from "./rule-fields";
import { NEW_FOLDER, NEW_RULE, useSaveFolder } from "./save-folder";

const NORMAL_PRIORITY = 100;

export function AddFolderSheet({ close }: { close: () => void }) {
  return <FolderForm title={text.folders.addLong} folder={null} close={close} />;
}

export function EditFolderSheet({ id, close }: { id: string; close: () => void }) {
  const folder = useFolder(id);
  if (!folder) return <Sheet title={text.folders.title} close={close}><EmptyState icon="folder" title={text.folders.gone} /></Sheet>;
  return <FolderForm key={id} title={folderName(folder.watch_directory)} folder={folder} close={close} />;
}

/** As the server asks them: by priority, then from the top. */
function inOrderAsked(draft: FolderDraft): FolderDraft {
  const rules = draft.rules?.toSorted((a, b) => (b.priority ?? NORMAL_PRIORITY) - (a.priority ?? NORMAL_PRIORITY));
  return rules ? { ...draft, rules } : draft;
}

function FolderForm({ title, folder, close }: { title: string; folder: Folder | null; close: () => void }) {
  const [draft, setDraft] = useState<FolderDraft>(() => (folder ? inOrderAsked(draftOf(folder)) : NEW_FOLDER));
  const { save, errors, isSaving } = useSaveFolder(folder, close);
  const change = (part: Partial<FolderDraft>) => setDraft({ ...draft, ...part });
  const rules = draft.rules ?? [];
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [errors]);
  const remove = () => {
    close();
    if (folder) void removeFolder(folder);
  };
  const foot = (
    <>
      <OrderButton kind="solid" type="submit" form="folder-form" disabled={isSaving}>{folder ? text.folders.save : text.folders.addLong}</OrderButton>
      <Button kind="quiet" onClick={close}>{text.cancel}</Button>
      <span className="sp" />
      {folder && <OrderButton kind="quiet" onClick={remove}>{text.folders.remove}</OrderButton>}
    </>
  );
  return (
    <Sheet title={title} close={close} foot={foot}>
      <form id="folder-form" ref={form} className="form" noValidate onSubmit={(event) => { event.preventDefault(); void save(draft); }}>
        <FormError message={errors[""] ?? null} />
        <FolderFields draft={draft} errors={errors} change={change} />
        <div className="form-head"><h3>{text.rules.title}</h3><span className="xs t3">{text.rules.order}</span></div>
        {rules.map((rule, index) => (
          <RuleFields
            key={index} index={index} rule={rule} errors={errors} isOnly={rules.length === 1}
            change={(changed) => change({ rules: rules.with(index, changed) })}
            remove={() => change({ rules: rules.toSpliced(index, 1) })}
          />
        ))}
        <div><Button small icon="add" onClick={() => change({ rules: [...rules, NEW_RULE] })}>{text.rules.add}</Button></div>
        <DryRun draft={draft} />
      </form>
    </Sheet>
  );
}

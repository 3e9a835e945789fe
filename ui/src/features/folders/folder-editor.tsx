import { type ReactNode, useEffect, useRef, useState } from "react";
import { draftOf, removeFolder, rescanFolder } from "@/actions/folders";
import { OrderButton } from "@/actions/order-button";
import type { Folder, FolderDraft, RuleDraft } from "@/api/types";
import { Button } from "@/components/button";
import { FormError } from "@/components/field";
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu";
import { PageHead } from "@/components/page-head";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { folderName } from "@/lib/paths";
import { showToast } from "@/lib/toasts";
import { DryRun } from "./dry-run";
import { FolderFields } from "./folder-fields";
import { FolderNow } from "./folder-now";
import { RuleList } from "./rule-list";
import { inOrderAsked } from "./rule-order";
import { changedParts, useSaveFolder } from "./save-folder";
import { useDryRun } from "./use-dry-run";
import { useFolderPicture } from "./use-folder-picture";

/** One watch folder: its fields and rules, and beside them what they would do with a name, as they are typed. */
export function FolderEditor({ folder, side }: { folder: Folder; side: ReactNode }) {
  const kept = inOrderAsked(draftOf(folder));
  const [edited, setEdited] = useState<FolderDraft | null>(null);
  const draft = edited ?? kept;
  const changes = edited ? Object.keys(changedParts(kept, edited)).length : 0;
  const { save, errors, isSaving } = useSaveFolder(folder, () => setEdited(null));
  const [name, setName] = useState("");
  const run = useDryRun(draft, name);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [errors]);
  useLeaveWarning(changes > 0);
  const change = (part: Partial<FolderDraft>) => setEdited((before) => ({ ...(before ?? kept), ...part }));
  const changeRules = (rules: (before: readonly RuleDraft[]) => RuleDraft[]) => setEdited((before) => ({ ...(before ?? kept), rules: rules((before ?? kept).rules ?? []) }));
  const discard = () => {
    const before = edited;
    setEdited(null);
    showToast(text.folders.discarded, { undo: () => setEdited(before) });
  };
  return (
    <>
      <PageHead title={folderName(folder.watch_directory)} about={<State folder={folder} />}>
        {changes > 0 && <span className="xs t2 desk">{text.folders.unsaved(changes)}</span>}
        {changes > 0 && <Button kind="quiet" onClick={discard}>{text.folders.discard}</Button>}
        {changes > 0 && <OrderButton kind="solid" type="submit" form="folder-page" disabled={isSaving}>{text.folders.saveShort}</OrderButton>}
        <FolderMenu folder={folder} />
      </PageHead>
      <div className="split three">
        {side}
        <form id="folder-page" ref={form} className="middle form" noValidate onSubmit={(event) => { event.preventDefault(); void save(draft); }}>
          <FormError message={errors[""] ?? null} />
          <RuleList draft={draft} errors={errors} winner={run.tried?.rule ?? null} change={changeRules} />
          <Panel title={text.folders.folder}><div className="form padded"><FolderFields draft={draft} errors={errors} change={change} all /></div></Panel>
        </form>
        <aside className="aside">
          <DryRun draft={draft} name={name} change={setName} run={run} />
          <FolderNow id={folder.id} tryName={setName} />
        </aside>
      </div>
    </>
  );
}

function State({ folder }: { folder: Folder }) {
  const { icon, hue, state, why } = useFolderPicture(folder);
  return <span className="folder-state" title={why ?? undefined}><Icon name={icon} className={hue} />{state}</span>;
}

function FolderMenu({ folder }: { folder: Folder }) {
  const entries = [
    { label: text.order.lookNow, icon: "refresh" as const, run: () => void rescanFolder(folder) },
    "line" as const,
    { label: text.folders.remove, icon: "close" as const, run: () => void removeFolder(folder) },
  ];
  return <Menu entries={entries}><OrderButton kind="quiet" bare icon="more" aria-label={text.order.moreFor(folderName(folder.watch_directory))} /></Menu>;
}

/** A window that is closed by mistake asks first; nothing that was typed goes without a word. */
function useLeaveWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isChanged]);
}

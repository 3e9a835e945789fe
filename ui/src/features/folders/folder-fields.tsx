import { ChooseButton } from "@/actions/choose-button";
import type { FolderDraft } from "@/api/types";
import { Field } from "@/components/field";
import { text } from "@/i18n/en";
import { Check } from "./check";
import type { FieldErrors } from "./save-folder";

type Props = { draft: FolderDraft; errors: FieldErrors; change: (part: Partial<FolderDraft>) => void; all?: boolean };
type Collision = NonNullable<FolderDraft["on_collision"]>;
const COLLISIONS: readonly Collision[] = ["auto", "rename", "refuse", "replace"];

/** `all`: with what hardly anybody changes when a folder is added. */
export function FolderFields({ draft, errors, change, all = false }: Props) {
  return (
    <>
      <Field label={text.folders.watch} error={errors["watch_directory"]} hint={text.folders.watchHint}>
        {(ids) => (
          <div className="with-choose">
            <input {...ids} className="in mono" value={draft.watch_directory} placeholder="/Volumes/SHOW/drop" spellCheck={false} autoComplete="off"
              onChange={(event) => change({ watch_directory: event.target.value })} />
            <ChooseButton wanted="folder" take={([folder = ""]) => change({ watch_directory: folder })} />
          </div>
        )}
      </Field>
      <Field label={text.folders.output} error={errors["output_directory"]} hint={text.folders.outputHint}>
        {(ids) => (
          <div className="with-choose">
            <input {...ids} className="in mono" value={draft.output_directory} placeholder="/Volumes/SHOW/out" spellCheck={false} autoComplete="off"
              onChange={(event) => change({ output_directory: event.target.value })} />
            <ChooseButton wanted="folder" take={([folder = ""]) => change({ output_directory: folder })} />
          </div>
        )}
      </Field>
      <Check label={text.folders.recursive} checked={draft.recursive ?? false} change={(recursive) => change({ recursive })} />
      <Check
        label={text.folders.deleteInput}
        hint={draft.delete_input ? text.folders.deleteOn(draft.keep_originals_days ?? 7) : text.folders.deleteOff}
        checked={draft.delete_input ?? false}
        change={(delete_input) => change({ delete_input })}
      />
      {draft.delete_input && (
        <Field label={text.folders.keepDays} error={errors["keep_originals_days"]} className="short">
          {(ids) => (
            <input {...ids} className="in" type="number" min={0} max={3650} value={draft.keep_originals_days ?? 7}
              onChange={(event) => change({ keep_originals_days: event.target.valueAsNumber || 0 })} />
          )}
        </Field>
      )}
      {all && (
        <Field label={text.folders.collision} error={errors["on_collision"]} hint={text.folders.collisionHint}>
          {(ids) => (
            <select {...ids} className="in" value={draft.on_collision ?? "auto"} onChange={(event) => change({ on_collision: event.target.value as Collision })}>
              {COLLISIONS.map((each) => <option key={each} value={each}>{text.folders.collisions[each]}</option>)}
            </select>
          )}
        </Field>
      )}
    </>
  );
}

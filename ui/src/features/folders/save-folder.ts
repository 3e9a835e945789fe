/** Sends a folder's form; what is refused comes back by the name of its field. */
import { useState } from "react";
import { api, valueOf } from "@/api/client";
import { ApiError, messageOf } from "@/api/errors";
import type { Folder, FolderDraft, RuleDraft } from "@/api/types";
import { draftOf } from "@/actions/folders";
import { announce } from "@/lib/announce";
import { text } from "@/i18n/en";

/** Field name → what is wrong; "" is what belongs to no field. */
export type FieldErrors = Readonly<Record<string, string>>;

export const NEW_RULE: RuleDraft = { pattern: "*.mov", profile: "live-qlab", output_pattern: "{filename_no_ext}", pattern_type: "glob" };
export const NEW_FOLDER: FolderDraft = { watch_directory: "", output_directory: "", rules: [NEW_RULE], delete_input: false };

export function useSaveFolder(folder: Folder | null, done: () => void) {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [isSaving, setSaving] = useState(false);
  const save = async (draft: FolderDraft): Promise<void> => {
    setSaving(true);
    try {
      await send(folder, draft);
      announce(text.did.folderSaved);
      done();
    } catch (error) {
      const field = error instanceof ApiError ? fieldName(error.field) : "";
      setErrors({ [field]: messageOf(error) });
      announce(messageOf(error));
    } finally {
      setSaving(false);
    }
  };
  return { save, errors, isSaving };
}

/** `body.rules.0.pattern`, `rules[0].pattern` and `rules.0.pattern` are one field. */
export function fieldName(field: string | null): string {
  return (field ?? "").replace(/^body\./, "").replace(/\[(\d+)\]/g, ".$1");
}

async function send(folder: Folder | null, draft: FolderDraft): Promise<void> {
  if (!folder) {
    valueOf(await api.POST("/api/v1/folders", { body: draft }));
    return;
  }
  const params = { path: { folder_id: folder.id } };
  valueOf(await api.PATCH("/api/v1/folders/{folder_id}", { params, body: changedParts(draftOf(folder), draft) }));
}

/** Only what was changed: a path that JSON can't spell exactly is then never sent back misspelt. */
export function changedParts(before: FolderDraft, after: FolderDraft): Partial<FolderDraft> {
  const keys = Object.keys(after) as (keyof FolderDraft)[];
  return Object.fromEntries(keys.filter((key) => JSON.stringify(after[key]) !== JSON.stringify(before[key])).map((key) => [key, after[key]]));
}

/** Orders about watch folders. Adding and changing live in the form, which shows refusals at their fields. */
import { api, valueOf } from "@/api/client";
import type { Folder, FolderDraft } from "@/api/types";
import { text } from "@/i18n/en";
import { announce } from "@/lib/announce";
import { folderName } from "@/lib/paths";
import { showToast } from "@/lib/toasts";
import { run } from "./run";

export async function rescanFolder(folder: Folder): Promise<void> {
  const answer = await run(async () =>
    valueOf(await api.POST("/api/v1/folders/{folder_id}/rescan", { params: { path: { folder_id: folder.id } } })),
  );
  if (answer !== null) announce(text.did.rescanned(folderName(folder.watch_directory)));
}

/** Nothing on disk is touched, so the way back is to add it again. */
export async function removeFolder(folder: Folder): Promise<void> {
  const path = { folder_id: folder.id };
  const done = await run(async () => {
    valueOf(await api.DELETE("/api/v1/folders/{folder_id}", { params: { path } }));
    return true;
  });
  if (!done) return;
  const back = () => void run(async () => valueOf(await api.POST("/api/v1/folders", { body: draftOf(folder) })));
  showToast(text.did.folderRemoved(folderName(folder.watch_directory)), { undo: back });
}

export function draftOf(folder: Folder): FolderDraft {
  const { watch_directory, output_directory, rules, delete_input, keep_originals_days } = folder;
  const { poll_interval, recursive, on_collision } = folder;
  return { watch_directory, output_directory, rules, delete_input, keep_originals_days, poll_interval, recursive, on_collision };
}

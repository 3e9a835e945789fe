import type { Folder } from "@/api/types";
import { useNow } from "@/lib/use-now";
import { useActivity, useConnection } from "@/live/hooks";
import { type FolderPicture, pictureOf } from "./folder-picture";

const SECOND_MS = 1_000;

/** Without word from the server nobody knows how the age of the last scan goes on: it stands still then. */
export function useFolderPicture(folder: Folder): FolderPicture {
  const activity = useActivity(folder.id);
  const clock_ms = useNow(SECOND_MS);
  const { phase, heardAt_ms } = useConnection();
  return pictureOf(folder, activity, phase === "live" ? clock_ms : heardAt_ms);
}

/** Files that were given before the sheet that queues them opened. */
import { go } from "@/lib/route";
import { ValueStore } from "@/lib/value-store";

export const givenFiles = new ValueStore<readonly string[]>([]);

export function addFiles(paths: readonly string[]): void {
  givenFiles.set(paths);
  go({ sheet: "add_files" });
}

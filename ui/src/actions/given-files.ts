/** Files that were dropped onto the page and wait for the sheet that queues them. */
import { go } from "@/lib/route";
import { ValueStore } from "@/lib/value-store";

export const givenFiles = new ValueStore<readonly string[]>([]);

export function addFiles(paths: readonly string[]): void {
  givenFiles.set(paths);
  go({ sheet: "add_files" });
}

/** Keep a text that the server makes: by the system's dialog in the window, which can't download, else as a download. */
import { api, valueOf } from "@/api/client";
import { text } from "@/i18n/en";
import { download } from "@/lib/download";
import { isInWindow } from "@/lib/in-window";
import { showToast } from "@/lib/toasts";
import { run } from "./run";

export async function saveFile(path: string): Promise<void> {
  if (!isInWindow) {
    download(path);
    return;
  }
  await run(async () => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(text.save.failed(answer.status));
    await saveText(nameIn(answer.headers.get("content-disposition")) ?? lastPart(path), await answer.text());
  });
}

export async function saveText(name: string, content: string): Promise<void> {
  if (!isInWindow) {
    const url = URL.createObjectURL(new Blob([content], { type: "text/plain" }));
    download(url, name);
    URL.revokeObjectURL(url);
    return;
  }
  const saved = await run(async () => valueOf(await api.POST("/api/v1/shell/save", { body: { name, content } })));
  if (saved?.path) showToast(text.save.saved(saved.path));
}

/** In a browser as a page of its own; the window shows no page but its own, so there it is kept. */
export function openOrSave(path: string): void {
  if (isInWindow) void saveFile(path);
  else open(path, "_blank", "noopener");
}

const nameIn = (header: string | null): string | null => /filename="([^"]+)"/.exec(header ?? "")?.[1] ?? null;
const lastPart = (path: string): string => path.split("?")[0]?.split("/").at(-1) ?? "";

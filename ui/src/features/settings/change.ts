/** One setting changed at once, with the way back. */
import { changeSettings } from "@/actions/settings";
import type { Settings } from "@/api/types";
import { text } from "@/i18n/en";
import { showToast } from "@/lib/toasts";

export async function changeOne<K extends keyof Settings>(name: K, before: Settings[K], after: Settings[K], label: string): Promise<boolean> {
  if (before === after) return true;
  const done = await changeSettings({ [name]: after });
  if (done) showToast(text.settings.changed(label), { undo: () => void changeSettings({ [name]: before }) });
  return done;
}

/** A folder's state in a shape, a word and a line: what it waits for comes before when it was last looked at. */
import type { Activity, Folder, WaitingFile } from "@/api/types";
import type { IconName } from "@/components/icon";
import { text } from "@/i18n/en";
import { growthText } from "@/lib/format/numbers";
import { clockText, spanText } from "@/lib/format/times";

export type FolderPicture = { icon: IconName; hue: string; state: string; detail: string; why: string | null; others: string[] };

const ICONS: Record<WaitingFile["reason"], IconName> = {
  growing: "growing",
  open_elsewhere: "open_elsewhere",
  incomplete: "growing",
  settling: "growing",
  no_rule: "note",
  rule_error: "warn",
};
const SHOWN_FILES = 3;

export function pictureOf(folder: Folder, activity: Activity | undefined, now_ms: number): FolderPicture {
  const since = clockText(new Date(folder.state_since));
  if (folder.state === "offline") {
    return { icon: "offline", hue: "c-warn", state: text.folders.offlineSince(since), detail: text.folders.offlineMore, why: folder.state_message, others: [] };
  }
  if (folder.state === "not_writable") {
    return { icon: "warn", hue: "c-warn", state: text.folders.notWritable, detail: folder.state_message ?? text.folders.notWritableMore, why: null, others: [] };
  }
  const files = [...(activity?.waiting ?? [])].sort((a, b) => weight(a) - weight(b));
  const [first, ...rest] = files;
  const scanned = scannedText(folder, activity, now_ms);
  if (!first) return { icon: "watching", hue: "c-ready", state: text.folders.watching, detail: scanned, why: null, others: [] };
  const lines = rest.slice(0, SHOWN_FILES - 1).map((file) => `${file.name} · ${stateOf(file)}`);
  const hidden = files.length - 1 - lines.length;
  return {
    icon: ICONS[first.reason],
    hue: first.reason === "rule_error" ? "c-warn" : first.reason === "no_rule" ? "c-note" : "c-run",
    state: stateOf(first),
    detail: `${first.name} · ${first.message}`,
    why: null,
    others: hidden > 0 ? [...lines, text.folders.moreFiles(hidden)] : lines,
  };
}

/** What moves comes first, what no rule takes comes last. */
function weight(file: WaitingFile): number {
  return ["rule_error", "growing", "open_elsewhere", "incomplete", "settling", "no_rule"].indexOf(file.reason);
}

function stateOf(file: WaitingFile): string {
  const isGrowing = file.reason === "growing" && file.size_bytes > file.previous_size_bytes;
  return isGrowing ? text.folders.growing(growthText(file.previous_size_bytes, file.size_bytes)) : text.folders.reason[file.reason];
}

function scannedText(folder: Folder, activity: Activity | undefined, now_ms: number): string {
  const rules = text.folders.rules(folder.rules.length);
  if (!activity?.scanned_at) return `${text.folders.notScanned} · ${rules}`;
  return `${text.folders.scanned(spanText((now_ms - Date.parse(activity.scanned_at)) / 1000))} · ${rules}`;
}

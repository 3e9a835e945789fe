import type { Verdict } from "@/api/types";
import { FilterBox } from "@/components/filter-box";
import { Icon, type IconName } from "@/components/icon";
import { text } from "@/i18n/en";
import { checkText } from "@/i18n/en-check";
import { type CheckedFile, countsOf } from "./check-files";

const KINDS: readonly (readonly [Verdict, IconName, string])[] = [["not_ready", "fail", "c-fail"], ["warnings", "warn", "c-warn"], ["show_ready", "ready", "c-ready"]];

type Props = { files: readonly CheckedFile[]; verdict: Verdict | null; choose: (verdict: Verdict | null) => void; words: string; search: (words: string) => void };

/** How many of each, and each a filter. */
export function Filters({ files, verdict, choose, words, search }: Props) {
  const counts = countsOf(files);
  return (
    <div className="bar2">
      <button type="button" className="chip" aria-pressed={verdict === null} onClick={() => choose(null)}>{checkText.all} <b>{files.length}</b></button>
      {KINDS.filter(([kind]) => counts[kind] > 0).map(([kind, icon, hue]) => (
        <button key={kind} type="button" className="chip" aria-pressed={verdict === kind} onClick={() => choose(verdict === kind ? null : kind)}>
          <Icon name={icon} className={hue} />{text.verdict[kind]} <b>{counts[kind]}</b>
        </button>
      ))}
      <span className="sp" />
      <FilterBox label={checkText.filter} value={words} change={search} hotkey />
    </div>
  );
}

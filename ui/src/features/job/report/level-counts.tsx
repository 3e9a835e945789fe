import type { Finding, Level } from "@/api/types";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";

const LEVELS: readonly Level[] = ["fail", "warn", "note"];

/** How many of each, worst first; a level that nothing has is not named. */
export function LevelCounts({ findings }: { findings: readonly Finding[] }) {
  const counted = LEVELS.map((level) => [level, findings.filter((finding) => finding.level === level).length] as const);
  return (
    <>
      {counted.filter(([, number]) => number > 0).map(([level, number]) => (
        <span key={level} className={`badge ${level === "note" ? "mild" : level}`}><Icon name={level} />{number} {text.level[level]}</span>
      ))}
    </>
  );
}

import type { Finding } from "@/api/types";
import { LevelMark } from "@/components/badge";
import { text } from "@/i18n/en";
import { UNKNOWN } from "@/lib/format/numbers";
import { positionText } from "@/lib/format/times";

/** All that was found in one file, worst first. */
export function FileFindings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="ff">
      {findings.map((finding, index) => (
        <li key={`${finding.code}:${index}`}>
          <LevelMark level={finding.level} />
          <span className="mono">{finding.at_s === null ? text.findings.whole : positionText(finding.at_s)}</span>
          <span>{finding.message}<code>{finding.code}</code></span>
          <span className={finding.measured ? `r b c-${finding.level}` : "r t3"}>{finding.measured ?? UNKNOWN}</span>
          <span className="r t2">{finding.limit ?? UNKNOWN}</span>
        </li>
      ))}
    </ul>
  );
}

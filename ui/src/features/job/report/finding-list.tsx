import clsx from "clsx";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Finding } from "@/api/types";
import { LevelMark } from "@/components/badge";
import { Icon } from "@/components/icon";
import { reportText } from "@/i18n/en-report";
import { text } from "@/i18n/en";
import { UNKNOWN } from "@/lib/format/numbers";
import { positionText } from "@/lib/format/times";
import { stepped } from "./timeline-model";

type Props = { findings: readonly Finding[]; chosen: number | null; choose: (index: number) => void };

/** Worst first, as the server sends them. A row and its mark on the timeline choose each other. */
export function FindingList({ findings, chosen, choose }: Props) {
  if (findings.length === 0) {
    return (
      <section className="panel" aria-label={text.findings.title}>
        <p className="calm-line first"><Icon name="ready" className="c-ready" />{text.findings.none}</p>
      </section>
    );
  }
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    const next = by && stepped([...findings.keys()], chosen, by);
    if (next == null) return;
    event.preventDefault();
    choose(next);
  };
  return (
    <section className="panel find" aria-label={text.findings.title}>
      <table className="finds" onKeyDown={step}>
        <thead><tr>{text.findings.columns.map(([name, look]) => <th key={name} scope="col" className={look}>{name}</th>)}</tr></thead>
        <tbody>
          {findings.map((finding, index) => (
            <Row key={`${finding.code}:${index}`} finding={finding} isChosen={index === chosen} isReached={index === (chosen ?? 0)} choose={() => choose(index)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = { finding: Finding; isChosen: boolean; isReached: boolean; choose: () => void };

function Row({ finding, isChosen, isReached, choose }: RowProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isChosen) return;
    button.current?.closest("tr")?.scrollIntoView({ block: "nearest" });
    // Only among themselves: a mark that was clicked keeps the focus.
    if (document.activeElement?.closest("table") === button.current?.closest("table")) button.current?.focus();
  }, [isChosen]);
  return (
    <tr className={clsx(isChosen && "on")} onClick={choose}>
      <td><LevelMark level={finding.level} /></td>
      <td className="mono">{finding.at_s === null ? text.findings.whole : positionText(finding.at_s)}</td>
      <td className="what">
        <button ref={button} type="button" className="linkish" aria-current={isChosen} tabIndex={isReached ? 0 : -1}>{finding.message}</button>
        <code>{finding.code}{finding.of_source && <span className="tag">{reportText.ofSource}</span>}</code>
      </td>
      <td className={finding.measured ? `r b c-${finding.level}` : "r t3"}>{finding.measured ?? UNKNOWN}</td>
      <td className={finding.limit ? "r t2" : "r t3"}>{finding.limit ?? UNKNOWN}</td>
    </tr>
  );
}

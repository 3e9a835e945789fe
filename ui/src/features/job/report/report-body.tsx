import { useEffect, useState } from "react";
import type { HistoryEvent, Job, Report } from "@/api/types";
import { Facts } from "../facts";
import { JobTabs } from "../job-tabs";
import { Compare } from "./compare";
import { FindingList } from "./finding-list";
import { LoudnessPanel } from "./loudness-panel";
import { loudnessOf, similarityOf } from "./measured";
import { ProofPanel } from "./proof-panel";
import { nearest, pairsOf } from "./stills";
import { Timeline } from "./timeline";
import { inTimeOrder, lengthOf_s, stepped } from "./timeline-model";
import { isText } from "./use-held-key";

type Props = { job: Job; report: Report; history: readonly HistoryEvent[] };

/** What is chosen is chosen everywhere: in the list, on the timeline, and the picture nearest to it. */
export function ReportBody({ job, report, history }: Props) {
  const { findings } = report;
  const pairs = pairsOf(report);
  const length_s = lengthOf_s(report);
  const [chosen, setChosen] = useState<number | null>(null);
  const [shown, setShown] = useState(Math.floor(pairs.length / 2));
  const choose = (index: number) => {
    setChosen(index);
    const at_s = findings[index]?.at_s;
    if (at_s != null && pairs.length > 0) setShown(nearest(pairs, at_s));
  };
  useArrows((by) => {
    const next = stepped(inTimeOrder(findings), chosen, by);
    if (next !== null) choose(next);
  });
  const picture = report.output?.video[0] ?? report.source?.video[0];
  return (
    <div className="rp-body">
      {length_s > 0 && <Timeline findings={findings} length_s={length_s} pairs={pairs} waveform={report.waveform} similarity={similarityOf(report.output)} chosen={chosen} choose={choose} />}
      <div className="rp-mid">
        <FindingList findings={findings} chosen={chosen} choose={choose} />
        <ProofPanel job={job} report={report} />
        <JobTabs className="panel rp-tabs" report={report} history={history} first={report.command.length > 0 ? "command" : "history"} />
      </div>
      <div className="rp-side">
        <Compare pairs={pairs} shown={shown} show={setShown} shape={picture ? [picture.width, picture.height] : [16, 9]} />
        <LoudnessPanel source={loudnessOf(report.source)} output={loudnessOf(report.output)} />
        <Facts report={report} job={job} />
      </div>
    </div>
  );
}

/** Left and right step from finding to finding, wherever these keys aren't wanted for something else. */
function useArrows(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
      const { target } = event;
      const isTaken = target instanceof Element && (isText(target) || target.matches("input,pre,[role=tab],[role=menuitem]"));
      if (by === undefined || isTaken || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      event.preventDefault();
      step(by);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}

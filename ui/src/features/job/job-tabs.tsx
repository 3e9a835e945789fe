import { Tabs } from "radix-ui";
import { useState } from "react";
import type { HistoryEvent, Report } from "@/api/types";
import { CopyButton } from "@/components/copy-button";
import { text } from "@/i18n/en";
import { whenText } from "@/lib/format/times";
import { commandLine } from "./command-line";

type Props = { report: Report | undefined; history: readonly HistoryEvent[]; first?: "history" | "command"; className?: string };

export function JobTabs({ report, history, first = "history", className = "box" }: Props) {
  const [tab, setTab] = useState<string>(first);
  const words = report ? { command: commandLine(report.command), log: report.log_tail }[tab] : undefined;
  return (
    <Tabs.Root className={className} value={tab} onValueChange={setTab}>
      <div className="tabs2">
        <Tabs.List aria-label={text.job.more}>
          <Tabs.Trigger value="history">{text.job.history}</Tabs.Trigger>
          <Tabs.Trigger value="command" disabled={!report}>{text.job.command}</Tabs.Trigger>
          <Tabs.Trigger value="log" disabled={!report}>{text.job.log}</Tabs.Trigger>
        </Tabs.List>
        <span className="sp" />
        {words && <CopyButton words={words} />}
      </div>
      <Tabs.Content value="history"><History events={history} /></Tabs.Content>
      <Tabs.Content value="command"><pre className="cmd" tabIndex={0}>{words}</pre></Tabs.Content>
      <Tabs.Content value="log"><pre className="cmd" tabIndex={0}>{words || text.job.emptyLog}</pre></Tabs.Content>
    </Tabs.Root>
  );
}

function History({ events }: { events: readonly HistoryEvent[] }) {
  const now = new Date();
  return (
    <ol className="history">
      {events.filter(saysSomething).map((event) => (
        <li key={event.seq}><time dateTime={event.at}>{whenText(event.at, now, { seconds: true })}</time><span>{eventText(event)}</span></li>
      ))}
    </ol>
  );
}

const TOLD = ["status", "stage", "reason", "hold_reason", "message"];

function partsOf({ payload }: HistoryEvent) {
  return TOLD.map((key) => payload[key]).filter((part) => part !== null && part !== undefined && part !== "");
}

/** Some changes are of measurements alone, which stand elsewhere in this sheet. */
function saysSomething(event: HistoryEvent): boolean {
  return event.kind !== "job_changed" || partsOf(event).length > 0;
}

function eventText(event: HistoryEvent): string {
  const { kind } = event;
  const parts = partsOf(event);
  if (kind === "job_changed") return parts.join(" · ");
  const known = (text.event as Record<string, string>)[kind] ?? kind;
  return parts.length > 0 ? `${known}: ${parts.join(" · ")}` : known;
}

import "./stats.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, valueOf } from "@/api/client";
import { messageOf } from "@/api/errors";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { FormError } from "@/components/field";
import { Menu } from "@/components/menu";
import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";
import { saveFile } from "@/actions/save-file";
import { useStatus } from "@/live/hooks";
import { StatsBody } from "./stats-body";
import { daysAgo, filesOf } from "./days";

const RANGES = [7, 30, 90, 365] as const;
const { stats: words } = text;

export function StatsPage() {
  const [days, setDays] = useState<number>(30);
  const { data, error } = useStatistics(days);
  const between = data && { from: data.summary.first_day, to: data.summary.last_day };
  return (
    <>
      <PageHead title={text.frame.reports}>
        {between && <ExportMenu {...between} />}
      </PageHead>
      <div className="bar2">
        <span className="chips" role="group" aria-label={words.range}>
          {RANGES.map((range) => <button key={range} type="button" className="chip" aria-pressed={range === days} onClick={() => setDays(range)}>{words.days[range]}</button>)}
        </span>
      </div>
      {error && <FormError message={messageOf(error)} />}
      {data && (filesOf(data.summary.sums) > 0 ? <StatsBody {...data} /> : <EmptyState icon="report" title={words.empty}>{words.emptyWhy}</EmptyState>)}
    </>
  );
}

/** Asked again when a file ends: today's counts tell that one did. */
function useStatistics(days: number) {
  const { show_ready = 0, warnings = 0, not_ready = 0 } = useStatus()?.today ?? {};
  return useQuery({
    queryKey: ["statistics", days, show_ready, warnings, not_ready],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const today = valueOf(await api.GET("/api/v1/stats/summary")).last_day; // the server's day, not this window's
      const query = { from: daysAgo(days, today), to: today };
      const history = async (by: "day" | "profile" | "folder") => valueOf(await api.GET("/api/v1/stats/history", { params: { query: { ...query, by } } })).items;
      const [summary, byDay, byProfile, byFolder] = await Promise.all([
        api.GET("/api/v1/stats/summary", { params: { query } }).then(valueOf), history("day"), history("profile"), history("folder"),
      ]);
      return { summary, byDay, byProfile, byFolder };
    },
  });
}

function ExportMenu(between: { from: string; to: string }) {
  const at = (path: string, by: string) => () => void saveFile(`/api/v1/stats/${path}?${new URLSearchParams({ ...between, by })}`);
  const entries = [
    { label: words.exportBy.day, icon: "file" as const, run: at("history.csv", "day") },
    { label: words.exportBy.profile, run: at("history.csv", "profile") },
    { label: words.exportBy.folder, run: at("history.csv", "folder") },
    "line" as const,
    { label: words.exportBy.json, icon: "code" as const, run: at("history", "day") },
  ];
  return <Menu entries={entries}><Button icon="file">{words.export}</Button></Menu>;
}

import type { Job, Level, Verdict } from "@/api/types";
import { text } from "@/i18n/en";
import { Icon, type IconName } from "./icon";

const VERDICTS: Record<Verdict, { look: string; icon: IconName }> = {
  show_ready: { look: "ready", icon: "ready" },
  warnings: { look: "warn", icon: "warn" },
  not_ready: { look: "fail", icon: "fail" },
};

/** Good is plain, a warning is tinted, a failure is solid: weight before hue. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { look, icon } = VERDICTS[verdict];
  return <span className={`badge ${look}`}><Icon name={icon} />{text.verdict[verdict]}</span>;
}

/** How a job ended; one that was never judged says so by its status. */
export function OutcomeBadge({ job }: { job: Job }) {
  if (job.status === "failed" && job.verdict !== "not_ready") {
    return <span className="badge fail"><Icon name="fail" />{text.status.failed}</span>;
  }
  if (job.status === "cancelled") {
    return <span className="badge plain"><Icon name="cancelled" />{text.status.cancelled}</span>;
  }
  return job.verdict ? <VerdictBadge verdict={job.verdict} /> : <span className="badge plain">{text.status[job.status]}</span>;
}

const LEVELS: Record<Level, IconName> = { fail: "fail", warn: "warn", note: "note" };

export function LevelMark({ level }: { level: Level }) {
  return <span className={`lv c-${level}`}><Icon name={LEVELS[level]} />{text.level[level]}</span>;
}

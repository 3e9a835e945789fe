import clsx from "clsx";
import type { Job } from "@/api/types";
import { Icon, type IconName } from "@/components/icon";
import { text } from "@/i18n/en";
import { sentenceWithoutName } from "@/lib/without-name";

type Look = { name: string; icon: IconName; className: string | false };

/** The verdict and its reason in one line. Good is quiet, trouble has weight. */
export function Answer({ job }: { job: Job }) {
  const { name, icon, className } = lookOf(job);
  const why = job.summary ?? job.error?.message;
  return (
    <section className={clsx("strip answer", className)} aria-label={text.job.verdict}>
      <div className="tile"><Icon name={icon} /></div>
      <div className="say"><p><b>{name}</b> {why && sentenceWithoutName(why, job.name)}</p></div>
    </section>
  );
}

function lookOf({ verdict, status }: Job): Look {
  if (verdict === "show_ready") return { name: text.verdict.show_ready, icon: "ready", className: "calm" };
  if (verdict === "warnings") return { name: text.verdict.warnings, icon: "warn", className: "warn" };
  if (verdict === "not_ready") return { name: text.verdict.not_ready, icon: "fail", className: false };
  if (status === "failed") return { name: text.status.failed, icon: "fail", className: false };
  return { name: text.status[status], icon: status === "cancelled" ? "cancelled" : "queued", className: "calm plain" };
}

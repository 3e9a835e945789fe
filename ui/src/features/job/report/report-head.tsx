import { useEffect, useRef } from "react";
import type { Job, Report } from "@/api/types";
import { OutcomeBadge } from "@/components/badge";
import { Icon } from "@/components/icon";
import { Link } from "@/components/link";
import { Middle } from "@/components/middle";
import { Still } from "@/components/still";
import { reportText } from "@/i18n/en-report";
import { text } from "@/i18n/en";
import { sentenceWithoutName } from "@/lib/without-name";
import { JobMeta } from "../job-meta";
import { ReportOrders } from "./report-orders";

/** The answer and its reason in one line, then what can be done about it. */
export function ReportHead({ job, report }: { job: Job; report: Report | undefined }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const why = job.summary ?? job.error?.message ?? text.status[job.status];
  return (
    <header className="hd">
      <Link className="btn q icon" to={{ page: "dashboard" }} aria-label={reportText.back}><Icon name="arrow_left" /></Link>
      <Still jobId={job.id} isExpected={job.duration_s !== null} />
      <div className="hd-what">
        <h1 ref={title} tabIndex={-1}><Middle name={job.name} /></h1>
        <JobMeta job={job} />
      </div>
      <div className="hd-answer"><OutcomeBadge job={job} /><span className="why">{sentenceWithoutName(why, job.name)}</span></div>
      <div className="hd-orders"><ReportOrders job={job} report={report} /></div>
    </header>
  );
}

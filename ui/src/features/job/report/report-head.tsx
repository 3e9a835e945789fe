import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Job, Report } from "@/api/types";
import { Icon } from "@/components/icon";
import { Middle } from "@/components/middle";
import { Still } from "@/components/still";
import { reportText } from "@/i18n/en-report";
import { JobMeta } from "../job-meta";
import { ReportOrders } from "./report-orders";

/** Which file it is, and what can be done about it. */
export function ReportHead({ job, report }: { job: Job; report: Report | undefined }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <header className="hd">
      <Link className="btn q icon" to="/" aria-label={reportText.back}><Icon name="arrow_left" /></Link>
      <Still jobId={job.id} isExpected={job.duration_s !== null} />
      <div className="hd-what">
        <h1 ref={title} tabIndex={-1}><Middle name={job.name} /></h1>
        <JobMeta job={job} />
      </div>
      <div className="hd-orders"><ReportOrders job={job} report={report} /></div>
    </header>
  );
}

import "./report.css";
import { Link, useParams } from "@tanstack/react-router";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, valueOf } from "@/api/client";
import { messageOf } from "@/api/errors";
import { EmptyState } from "@/components/empty-state";
import { reportText } from "@/i18n/en-report";
import { text } from "@/i18n/en";
import { useTitle } from "@/lib/use-title";
import { useJob } from "@/live/hooks";
import { JobWords } from "../job-words";
import { Answer } from "./answer";
import { ChangedBanner, changeIn } from "./changed-banner";
import { ReportBody } from "./report-body";
import { ReportHead } from "./report-head";

/** A finished job, whole: the answer, where and why, and what proves it. */
export function ReportPage() {
  const { id } = useParams({ from: "/jobs/$id" });
  return <OneJob key={id} id={id} />;
}

export function OneJob({ id }: { id: string }) {
  const live = useJob(id);
  const detail = useQuery({
    queryKey: ["job", id, live?.status, live?.attempt, live?.stage],
    placeholderData: keepPreviousData,
    queryFn: async () => valueOf(await api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } })),
  });
  const job = live ?? detail.data?.job;
  const report = useQuery({
    queryKey: ["report", id, job?.status, job?.attempt, job?.verdict],
    enabled: job?.verdict != null,
    placeholderData: keepPreviousData,
    queryFn: async () => valueOf(await api.GET("/api/v1/jobs/{job_id}/report", { params: { path: { job_id: id } } })),
  });
  useTitle(job?.name);
  const change = changeIn(report.data?.findings);
  if (!job) return detail.isPending ? <Waiting /> : <Nothing why={messageOf(detail.error)} />;
  return (
    <>
      <ReportHead job={job} report={report.data} />
      {change ? <ChangedBanner change={change} job={job} /> : <Answer job={job} />}
      {report.data ? (
        <ReportBody job={job} report={report.data} history={detail.data?.history ?? []} />
      ) : (
        <div className="rp-alone">
          {job.verdict !== null && report.isPending ? <Waiting /> : <section className="panel rp-words"><JobWords job={job} /></section>}
        </div>
      )}
    </>
  );
}

function Waiting() {
  return <div className="ghost"><p>{text.loading}</p></div>;
}

function Nothing({ why }: { why: string }) {
  return (
    <EmptyState icon="report" title={reportText.notFound} action={<Link className="btn" to="/">{reportText.toDashboard}</Link>}>
      {why}
    </EmptyState>
  );
}

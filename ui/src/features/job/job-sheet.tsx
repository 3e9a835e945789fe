import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, valueOf } from "@/api/client";
import { messageOf } from "@/api/errors";
import { OutcomeBadge } from "@/components/badge";
import { EmptyState } from "@/components/empty-state";
import { FormError } from "@/components/field";
import { Middle } from "@/components/middle";
import { Sheet } from "@/components/sheet";
import { Still } from "@/components/still";
import { text } from "@/i18n/en";
import { useJob } from "@/live/hooks";
import { Facts } from "./facts";
import { Findings } from "./findings";
import { JobMeta } from "./job-meta";
import { JobOrders } from "./job-orders";
import { JobTabs } from "./job-tabs";
import { JobWords } from "./job-words";

/** One job, whole: what was proved, what was found, what was done. */
export function JobSheet({ id, close }: { id: string; close: () => void }) {
  const live = useJob(id);
  const detail = useQuery({
    queryKey: ["job", id, live?.status, live?.attempt, live?.stage],
    placeholderData: keepPreviousData,
    queryFn: async () => valueOf(await api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } })),
  });
  const job = live ?? detail.data?.job;
  const report = useQuery({
    queryKey: ["report", id, job?.status, job?.attempt],
    enabled: job?.verdict != null,
    queryFn: async () => valueOf(await api.GET("/api/v1/jobs/{job_id}/report", { params: { path: { job_id: id } } })),
  });
  if (!job) {
    return (
      <Sheet title={text.job.title} close={close}>
        {detail.error ? <FormError message={messageOf(detail.error)} /> : <EmptyState icon="queued" title={text.loading} />}
      </Sheet>
    );
  }
  return (
    <Sheet wide close={close} title={<Middle name={job.name} />} lead={<Still jobId={id} isExpected={job.duration_s !== null} />} foot={<JobOrders job={job} close={close} />}>
      <div className="job-top"><JobMeta job={job} /><span className="sp" /><OutcomeBadge job={job} /></div>
      <JobWords job={job} />
      {report.error && <FormError message={messageOf(report.error)} />}
      {report.data && <Findings findings={report.data.findings} />}
      {report.data && <Facts report={report.data} job={job} />}
      <JobTabs report={report.data} history={detail.data?.history ?? []} />
    </Sheet>
  );
}

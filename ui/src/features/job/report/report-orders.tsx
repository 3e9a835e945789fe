import { removeJob, retryJob } from "@/actions/jobs";
import { cureJob } from "@/actions/reports";
import { OrderButton } from "@/actions/order-button";
import type { Job, Report } from "@/api/types";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu";
import { reportText } from "@/i18n/en-report";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { history } from "@/lib/history";
import { showToast } from "@/lib/toasts";
import { changeIn } from "./changed-banner";
import { cureOf } from "./measured";
import { Reverify } from "./reverify";

const at = (id: string, what: string) => `/api/v1/jobs/${encodeURIComponent(id)}/${what}`;

/** One solid button: the one that cures. */
export function ReportOrders({ job, report }: { job: Job; report: Report | undefined }) {
  const mayRetry = job.status === "failed" || job.status === "cancelled";
  const remove = () => {
    history.push("/");
    void removeJob(job);
  };
  const cure = cureOf(report);
  const make = async () => {
    const added = cure && (await cureJob(job.id));
    if (added) showToast(reportText.cureQueued(job.name, cure));
  };
  const more = [
    ...(report ? [{ label: reportText.json, icon: "code" as const, run: () => void open(at(job.id, "report"), "_blank", "noopener") }, "line" as const] : []),
    { label: text.order.remove, icon: "close" as const, run: remove },
  ];
  return (
    <>
      {cure && (
        <OrderButton kind="solid" className="cure" onClick={() => void make()}>
          {reportText.cure(cure)}<span className="to"><Icon name="arrow_right" />{reportText.cureFor(targetName(job.target))}</span>
        </OrderButton>
      )}
      {report?.output && !changeIn(report.findings) && <Reverify jobId={job.id} />}
      {mayRetry && <OrderButton kind={cure ? "plain" : "solid"} icon="refresh" onClick={() => void retryJob(job)}>{text.order.retry}</OrderButton>}
      {report && <a className="btn" href={at(job.id, "report.html")} target="_blank" rel="noreferrer"><Icon name="print" />{reportText.save}</a>}
      <Menu entries={more}><Button icon="more" bare aria-label={text.order.moreFor(job.name)} /></Menu>
    </>
  );
}

import { removeJob, retryJob } from "@/actions/jobs";
import { openOrSave, saveFile } from "@/actions/save-file";
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
import { isInWindow } from "@/lib/in-window";
import { showToast } from "@/lib/toasts";
import { changeIn } from "./changed-banner";
import { cureOf } from "./measured";
import { Reverify } from "./reverify";

const at = (id: string, what: string) => `/api/v1/jobs/${encodeURIComponent(id)}/${what}`;

/** In a browser a page of its own; the window shows no page but its own, so there it is a file. */
function Keep({ path }: { path: string }) {
  if (isInWindow) return <Button icon="print" onClick={() => void saveFile(path)}>{reportText.save}</Button>;
  return <a className="btn" href={path} target="_blank" rel="noreferrer"><Icon name="print" />{reportText.save}</a>;
}

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
    ...(report ? [{ label: reportText.json, icon: "code" as const, run: () => openOrSave(at(job.id, "report")) }, "line" as const] : []),
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
      {report && <Keep path={at(job.id, "report.html")} />}
      <Menu entries={more}><Button icon="more" bare aria-label={text.order.moreFor(job.name)} /></Menu>
    </>
  );
}

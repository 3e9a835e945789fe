import { type ManyOrder, orderJobs } from "@/actions/many-jobs";
import { OrderButton } from "@/actions/order-button";
import { makeShowReport } from "@/actions/reports";
import type { Job } from "@/api/types";
import { Button } from "@/components/button";
import type { IconName } from "@/components/icon";
import { text } from "@/i18n/en";
import { jobNow } from "./older-jobs";

const MAX_LOOKED_AT = 500;
type Status = Job["status"];
type Offer = { order: ManyOrder; label: string; icon: IconName; fits: readonly Status[] };

const OFFERS: readonly Offer[] = [
  { order: "retry", label: text.order.retry, icon: "refresh", fits: ["failed", "cancelled"] },
  { order: "first", label: text.jobs.toTop, icon: "publishing", fits: ["queued"] },
  { order: "pause", label: text.order.pause, icon: "paused", fits: ["queued", "processing"] },
  { order: "resume", label: text.order.resume, icon: "encoding", fits: ["paused"] },
  { order: "cancel", label: text.cancel, icon: "cancelled", fits: ["queued", "processing", "paused"] },
  { order: "remove", label: text.order.remove, icon: "close", fits: ["completed", "failed", "cancelled"] },
];

/** What can be done with all that is chosen. An order stands there when at least one of them could obey it. */
export function BulkBar({ chosen, clear }: { chosen: ReadonlySet<string>; clear: () => void }) {
  const ids = [...chosen];
  const known = ids.slice(0, MAX_LOOKED_AT).flatMap((id) => jobNow(id) ?? []);
  const mayFit = (offer: Offer) => ids.length > known.length || known.some((job) => offer.fits.includes(job.status));
  const judged = known.filter((job) => job.verdict !== null).map((job) => job.id);
  return (
    <div className="act bulk" role="toolbar" aria-label={text.jobs.chosen(ids.length)}>
      <b>{text.jobs.chosen(ids.length)}</b>
      <Button kind="quiet" onClick={clear}>{text.jobs.unchoose}</Button>
      <span className="sp" />
      {judged.length > 0 && <OrderButton icon="report" onClick={() => void makeShowReport(judged, "")}>{text.finished.showReport}</OrderButton>}
      {OFFERS.filter(mayFit).map(({ order, label, icon }) => (
        <OrderButton key={order} icon={icon} onClick={() => void orderJobs(order, ids)}>{label}</OrderButton>
      ))}
    </div>
  );
}

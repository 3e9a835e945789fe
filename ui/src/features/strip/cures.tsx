import { rescanFolder } from "@/actions/folders";
import { retryJob } from "@/actions/jobs";
import { OrderButton } from "@/actions/order-button";
import { resumeQueue } from "@/actions/queue";
import { Button } from "@/components/button";
import { text } from "@/i18n/en";
import { go } from "@/lib/route";
import { dismiss } from "./dismissed";
import type { Trouble } from "./troubles";

/** The button that cures it, first and solid. */
export function Cures({ trouble: { key, cure } }: { trouble: Trouble }) {
  switch (cure?.do) {
    case "job":
      return (
        <>
          <OrderButton kind="solid" small onClick={() => void retryJob(cure.job)}>{text.order.retry}</OrderButton>
          <Button small onClick={() => go({ sheet: "job", id: cure.job.id })}>{text.order.open}</Button>
          <Button kind="quiet" small onClick={() => dismiss(key)}>{text.order.dismiss}</Button>
        </>
      );
    case "resume_queue":
      return <OrderButton kind="solid" small onClick={() => void resumeQueue()}>{text.order.resumeQueue}</OrderButton>;
    case "rescan":
      return <OrderButton small onClick={() => void rescanFolder(cure.folder)}>{text.order.lookNow}</OrderButton>;
    default:
      return null;
  }
}

import { OrderButton } from "@/actions/order-button";
import { freezeQueue, holdQueue, resumeQueue } from "@/actions/queue";
import { text } from "@/i18n/en";
import { useStatus } from "@/live/hooks";

/** Two kinds of standing still: start nothing new, or stop the encodes where they are. Resume ends both. */
export function QueueButtons() {
  const mode = useStatus()?.queue ?? "running";
  return (
    <span className="grp" role="group" aria-label={text.queue.title}>
      {mode !== "running" && (
        <OrderButton kind="solid" icon="encoding" onClick={() => void resumeQueue()}>{text.order.resumeQueue}</OrderButton>
      )}
      <OrderButton icon="hold" title={text.order.holdWhy} aria-pressed={mode === "held"} disabled={mode === "held"} onClick={() => void holdQueue()}>
        {mode === "held" ? text.order.held : text.order.hold}
      </OrderButton>
      <OrderButton icon="freeze" title={text.order.freezeWhy} aria-pressed={mode === "frozen"} disabled={mode === "frozen"} onClick={() => void freezeQueue()}>
        {mode === "frozen" ? text.order.frozen : text.order.freeze}
      </OrderButton>
    </span>
  );
}

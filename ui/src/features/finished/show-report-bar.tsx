import { useState } from "react";
import { makeShowReport } from "@/actions/reports";
import { OrderButton } from "@/actions/order-button";
import { Button } from "@/components/button";
import { text } from "@/i18n/en";

/** What was picked becomes one report of the show, which opens in a window of its own to be printed or saved. */
export function ShowReportBar({ picked, close }: { picked: readonly string[]; close: () => void }) {
  const [title, setTitle] = useState("");
  const make = async () => {
    if (await makeShowReport(picked, title)) close();
  };
  return (
    <form className="show-bar" onSubmit={(event) => (event.preventDefault(), void make())}>
      <p aria-live="polite">{picked.length > 0 ? text.finished.picked(picked.length) : text.finished.pickSome}</p>
      <input className="in" aria-label={text.finished.showTitle} placeholder={text.finished.showTitle} value={title} onChange={(event) => setTitle(event.target.value)} />
      <OrderButton kind="solid" type="submit" disabled={picked.length === 0}>{text.finished.makeReport}</OrderButton>
      <Button kind="quiet" bare icon="close" aria-label={text.cancel} onClick={close} />
    </form>
  );
}

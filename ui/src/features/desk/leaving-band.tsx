import { closeWindow } from "@/actions/desk";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { useIds, useStatus } from "@/live/hooks";
import "./desk.css";

/** On every page while the program only waits for what runs. */
export function LeavingBand() {
  const isLeaving = useStatus()?.is_leaving ?? false;
  const running = useIds("running").length;
  return isLeaving && (
    <section className="leaving" role="status" aria-label={text.quit.leaving}>
      <Icon name="clock" />
      <p><b>{text.quit.leaves(running)}</b> {text.quit.leavesMore}</p>
      <Button small onClick={() => void closeWindow("stay")}>{text.quit.keep}</Button>
    </section>
  );
}

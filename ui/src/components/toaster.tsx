import clsx from "clsx";
import { useEffect, useState } from "react";
import { text } from "@/i18n/en";
import { type Toast, dropToast, toasts } from "@/lib/toasts";
import { useValue } from "@/lib/value-store";
import { Button } from "./button";
import { Icon } from "./icon";

const SHOWN_MS = 10_000; // as long as the server can take a cancel back

/** At the foot, in the middle. The line running out starts anew after the pointer or the focus was there. */
export function Toaster() {
  const shown = useValue(toasts);
  return <div className="toaster" aria-label={text.toasts} role="region">{shown.map((toast) => <OneToast key={toast.id} toast={toast} />)}</div>;
}

function OneToast({ toast }: { toast: Toast }) {
  const close = () => dropToast(toast.id);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => dropToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id]);
  const undo = () => {
    close();
    toast.undo?.();
  };
  return (
    <div
      className={clsx("toast", toast.isTrouble && "trouble", isHeld && "held")}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.isTrouble && <Icon name="fail" />}
      <span className="el">{toast.words}</span>
      {toast.undo && <button type="button" className="u" onClick={undo}><Icon name="undo" />{text.undo}</button>}
      <Button kind="quiet" icon="close" bare aria-label={text.close} onClick={close} />
      <i className="left" />
    </div>
  );
}

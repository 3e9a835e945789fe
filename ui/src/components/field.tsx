import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { Icon } from "./icon";

type Ids = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean };
type Props = { label: string; hint?: ReactNode; error?: string | undefined; className?: string; children: (ids: Ids) => ReactNode };

/** A label, its control, and below it what is wrong and what would be right. */
export function Field({ label, hint, error, className, children }: Props) {
  const id = useId();
  const says = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={clsx("fd", className)}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": says || undefined, "aria-invalid": error !== undefined })}
      {error && <div className="err" id={`${id}-error`}><Icon name="fail" /><span>{error}</span></div>}
      {hint && <div className="hint" id={`${id}-hint`}>{hint}</div>}
    </div>
  );
}

export function FormError({ message }: { message: string | null }) {
  if (!message) return null;
  return <p className="err" role="alert"><Icon name="fail" /><span>{message}</span></p>;
}

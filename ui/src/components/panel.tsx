import clsx from "clsx";
import { type ReactNode, useId } from "react";

type Props = { title: string; count?: number | undefined; className?: string; tools?: ReactNode; children: ReactNode };

export function Panel({ title, count, className, tools, children }: Props) {
  const id = useId();
  return (
    <section className={clsx("panel", className)} aria-labelledby={id}>
      <div className="ph">
        <h2 id={id}>{title}</h2>
        {count !== undefined && <span className="n">{count}</span>}
        <span className="sp" />
        {tools}
      </div>
      {children}
    </section>
  );
}

import "./check.css";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { type CheckIn, type TargetOut, getTargets, startCheck } from "@/api/checks";
import { messageOf } from "@/api/errors";
import { history } from "@/lib/history";
import { CheckForm } from "./check-form";
import { CheckHead } from "./check-head";
import { CheckResult } from "./check-result";

/** Files and folders looked at before they go on stage. */
export function CheckPage() {
  return <Preflight id={useParams({ strict: false }).id} />;
}

export function Preflight({ id }: { id: string | undefined }) {
  const { data: targets = [], error } = useQuery({ queryKey: ["targets"], queryFn: getTargets });
  if (id !== undefined) return <CheckResult key={id} id={id} targets={targets} />;
  return <Asking targets={targets} trouble={error && messageOf(error)} />;
}

function Asking({ targets, trouble }: { targets: readonly TargetOut[]; trouble: string | null }) {
  const begin = useMutation({
    mutationFn: (draft: CheckIn) => startCheck(draft),
    onSuccess: ({ check_id }) => history.push(`/preflight/${check_id}`),
  });
  return (
    <>
      <CheckHead />
      <Scroll><CheckForm targets={targets} isStarting={begin.isPending} error={begin.error ? messageOf(begin.error) : trouble} start={begin.mutate} /></Scroll>
    </>
  );
}

/** The heading is where a reader begins when the page has changed. */
function Scroll({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("textarea")?.focus(), []);
  return <div ref={box} className="check-scroll">{children}</div>;
}

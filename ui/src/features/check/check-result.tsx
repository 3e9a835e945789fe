import { Link } from "@tanstack/react-router";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { OrderButton } from "@/actions/order-button";
import { run } from "@/actions/run";
import { type CheckOut, type TargetOut, cureFiles, getCheck, stopCheck } from "@/api/checks";
import { messageOf } from "@/api/errors";
import { EmptyState } from "@/components/empty-state";
import { text } from "@/i18n/en";
import { checkText } from "@/i18n/en-check";
import { targetName } from "@/i18n/targets";
import { announce } from "@/lib/announce";
import { folderName } from "@/lib/paths";
import { CheckHead } from "./check-head";
import { CheckView } from "./check-view";
import type { CheckedFile } from "./check-files";
import { checkedFile } from "./checked-file";
import { When } from "./when";

const LOOK_MS = 700;

type Props = { id: string; targets: readonly TargetOut[] };

/** One preflight: asked for again and again while it runs, and then kept. */
export function CheckResult({ id, targets }: Props) {
  const queries = useQueryClient();
  const key = ["check", id];
  const check = useQuery({ queryKey: key, queryFn: () => getCheck(id), refetchInterval: ({ state }) => (state.data?.state === "running" ? LOOK_MS : false) });
  const [queued, setQueued] = useState<ReadonlySet<string>>(new Set());
  const cure = async (files: readonly CheckedFile[], output: string) => {
    const added = await run(() => cureFiles(id, files.map(({ path }) => path), output.trim() || null));
    if (!added) return;
    setQueued(new Set([...queued, ...added.jobs.map(({ source }) => source)]));
    announce(text.add.queued(added.jobs.length));
  };
  const stop = () => void run(() => stopCheck(id)).then(() => queries.invalidateQueries({ queryKey: key }));
  const { data } = check;
  const isRunning = data?.state === "running";
  return (
    <>
      <CheckHead isResult>
        {isRunning && <OrderButton icon="cancelled" onClick={stop}>{checkText.cancel}</OrderButton>}
        <Link className="btn" to="/preflight">{checkText.another}</Link>
      </CheckHead>
      {data ? (
        <CheckView
          files={data.files.map(checkedFile)} place={placeOf(data)} isRunning={isRunning} when={<When check={data} />} queued={queued}
          target={targets.find(({ name }) => name === data.target)?.title ?? targetName(data.target)} cure={(files, output) => void cure(files, output)}
        />
      ) : (
        check.isPending ? <div className="ghost"><p>{text.loading}</p></div> : <EmptyState icon="preflight" title={checkText.notFound}>{messageOf(check.error)}</EmptyState>
      )}
    </>
  );
}

/** The folder that they share, or the one file. */
function placeOf({ files }: CheckOut): string {
  const [first, ...others] = files.map(({ path }) => path);
  if (first === undefined) return "";
  if (others.length === 0) return folderName(first);
  const parts = first.split(/[\\/]/).slice(0, -1);
  while (parts.length > 1 && !others.every((path) => path.startsWith(parts.join("/")) || path.startsWith(parts.join("\\")))) parts.pop();
  return parts.at(-1) || first;
}

import type { ReactNode } from "react";
import type { Job, Report } from "@/api/types";
import { CopyButton } from "@/components/copy-button";
import { reportText } from "@/i18n/en-report";
import { spanText, whenText } from "@/lib/format/times";
import { encoderOf } from "../command-line";

const { proof } = reportText;

/** By what one can hold us to it: the file's hash, what made it and when it was looked at. */
export function ProofPanel({ job, report }: { job: Job; report: Report }) {
  const encoder = encoderOf(report.command);
  const sha256 = report.output?.sha256 ?? job.sha256;
  const took = report.encode_s === null || report.verify_s === null ? null : proof.tookOf(tookText(report.encode_s), tookText(report.verify_s));
  return (
    <section className="panel proof" aria-label={proof.title}>
      <dl>
        {sha256 && <Line name={proof.hash} tool={<CopyButton words={sha256} what={proof.hash} />}><code>{inGroups(sha256)}</code></Line>}
        {encoder && <Line name={proof.encoder}>{encoder}</Line>}
        {report.ffmpeg_version && <Line name={proof.ffmpeg}>{report.ffmpeg_version}</Line>}
        <Line name={proof.verified}>{whenText(report.made_at, new Date())}{took && <span className="t3"> · {took}</span>}</Line>
        <Line name={proof.source} tool={<CopyButton words={job.source} what={proof.source} />}><span className="mono">{job.source}</span></Line>
        <Line name={proof.output} tool={<CopyButton words={job.output} what={proof.output} />}><span className="mono">{job.output}</span></Line>
      </dl>
    </section>
  );
}

function Line({ name, tool, children }: { name: string; tool?: ReactNode; children: ReactNode }) {
  return <div><dt>{name}</dt><dd><span>{children}</span>{tool}</dd></div>;
}

function tookText(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : spanText(seconds);
}

/** In groups of eight, which two people can read to each other. */
function inGroups(hash: string): string {
  return hash.match(/.{1,8}/g)?.join(" ") ?? hash;
}

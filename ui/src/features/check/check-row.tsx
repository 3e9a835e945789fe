import clsx from "clsx";
import { useState } from "react";
import { VerdictBadge } from "@/components/badge";
import { OrderButton } from "@/actions/order-button";
import { Icon } from "@/components/icon";
import { Middle } from "@/components/middle";
import { checkText } from "@/i18n/en-check";
import { UNKNOWN } from "@/lib/format/numbers";
import { lengthText } from "@/lib/format/times";
import { type CheckedFile, needsNewSource } from "./check-files";
import { FileFindings } from "./file-findings";

type Props = { file: CheckedFile; isQueued: boolean; cure: (() => void) | null };

/** A file, its verdict, the worst that was found in words, and the button that cures it. The rest opens below. */
export function CheckRow({ file, isQueued, cure }: Props) {
  const [isOpen, setOpen] = useState(false);
  const hasMore = file.findings.length > 0;
  return (
    <li className={clsx("tr-item", isOpen && "open")}>
      <div className={clsx("tr", file.state)}>
        <span className="tr-verdict">{file.verdict ? <VerdictBadge verdict={file.verdict} /> : <Doing file={file} />}</span>
        <span className="tr-name" title={file.path}>
          {hasMore ? <button type="button" className="linkish" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}><Middle name={file.name} /></button> : <Middle name={file.name} />}
        </span>
        <span className="tr-len r t2">{lengthText(file.length_s)}</span>
        <span className="tr-pic t2 el">{file.picture ?? UNKNOWN}</span>
        <span className="tr-rate r t2">{file.bit_rate_bps === null ? UNKNOWN : (file.bit_rate_bps / 1e6).toFixed(0)}</span>
        <Worst file={file} />
        <span className="tr-cure"><Cure file={file} isQueued={isQueued} cure={cure} /></span>
      </div>
      {isOpen && <FileFindings findings={file.findings} />}
    </li>
  );
}

function Doing({ file: { state, percent } }: { file: CheckedFile }) {
  if (state === "checking") {
    const value = percent === null ? {} : { "aria-valuenow": percent };
    return (
      <span className="doing" role="progressbar" aria-label={checkText.state.checking} aria-valuemin={0} aria-valuemax={100} {...value}>
        <span className="doing-bar"><i style={{ transform: `scaleX(${(percent ?? 0) / 100})` }} /></span>{percent === null ? "" : `${percent} %`}
      </span>
    );
  }
  const icon = state === "failed" ? "fail" : state === "cancelled" ? "cancelled" : "queued";
  return <span className={clsx("doing", state === "failed" ? "c-fail" : "t3")}><Icon name={icon} />{checkText.state[state === "done" ? "failed" : state]}</span>;
}

function Worst({ file }: { file: CheckedFile }) {
  const [worst, ...others] = file.findings;
  if (file.trouble) return <span className="tr-find el" title={file.trouble}>{file.trouble}</span>;
  if (!worst) return <span className="tr-find t3">{file.verdict ? checkText.nothingFound : ""}</span>;
  return (
    <span className="tr-find el" title={others.length > 0 ? `${worst.message} ${checkText.more(others.length)}` : worst.message}>
      {worst.message}<code>{worst.code}</code>{others.length > 0 && <small>+{others.length}</small>}
    </span>
  );
}

function Cure({ file, isQueued, cure }: Props) {
  if (isQueued) return <span className="t2"><Icon name="queued" /> {checkText.queued}</span>;
  if (file.cure) {
    return <OrderButton small icon="arrow_right" disabled={!cure} onClick={() => cure?.()} aria-label={checkText.cureWith(file.name, file.cure)} title={checkText.cureWith(file.name, file.cure)}>{file.cure}</OrderButton>;
  }
  if (needsNewSource(file)) return <span className="t2">{checkText.needsSource}</span>;
  return <span className="t3" aria-hidden="true">{UNKNOWN}</span>;
}

import clsx from "clsx";
import type { CSSProperties } from "react";
import type { Stage } from "@/api/types";
import { text } from "@/i18n/en";

const STAGES: readonly Stage[] = ["probing", "encoding", "verifying", "publishing"];
const HUES: Record<Stage, string> = {
  probing: "var(--probe)",
  encoding: "var(--run)",
  verifying: "var(--probe)",
  publishing: "var(--run)",
};

type Props = { stage: Stage | null; percent: number | null; rest: "stalled" | "standing" | null };

/** The bar is the path: what is done, where it is and how far, what is to come. */
export function StagePath({ stage, percent, rest }: Props) {
  const current = stage === null ? -1 : STAGES.indexOf(stage);
  const value = percent === null ? {} : { "aria-valuenow": percent };
  const said = stage === null ? text.stage.none : percent === null ? text.stage[stage] : text.stage.at(stage, percent);
  return (
    <div className="path" role="progressbar" aria-label={text.stage.label} aria-valuetext={said} aria-valuemin={0} aria-valuemax={100} {...value}>
      {STAGES.map((name, index) => (
        <span
          key={name}
          className={clsx(
            name === "encoding" && "wide",
            index < current && "done",
            index === current && "on",
            index === current && rest,
          )}
          style={index === current ? ({ "--p": `${percent ?? 0}%`, "--c": HUES[name] } as CSSProperties) : undefined}
        >
          {text.stage[name]}
        </span>
      ))}
    </div>
  );
}

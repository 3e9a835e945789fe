import clsx from "clsx";
import { text } from "@/i18n/en";
import { clockText } from "@/lib/format/times";
import { useStatus } from "@/live/hooks";
import { scaleOf } from "./scale";
import type { Plan } from "@/actions/plan";

const MOST_LANES = 4;
const LANE_PX = 10;
const LEAST_PERCENT = 0.15; // a block that is thinner than a hair is still a job
const { doors: words } = text;

type Props = { plan: Plan; now_ms: number; said: { fact: string; more: string; isLate: boolean } };

export function Ruler({ plan, now_ms, said }: Props) {
  const stands = useStatus()?.queue !== "running";
  const doors_ms = plan.deadline === null ? null : Date.parse(plan.deadline);
  const empty_ms = plan.empty_at === null ? null : Date.parse(plan.empty_at);
  const { percent, ticks } = scaleOf(now_ms, empty_ms, doors_ms);
  const lanes = plan.lanes.slice(0, MOST_LANES);
  const spoken = [said.fact, said.more, stands && words.standing].filter(Boolean).join(" · ");
  const doors = doors_ms === null ? "" : clockText(doors_ms);
  const end = percent(Math.max(empty_ms ?? now_ms, now_ms));
  return (
    <div className={clsx("ruler", stands && "standing")} role="img" aria-label={doors ? words.said(spoken, doors) : spoken}>
      {ticks.map((at_ms) => <div key={at_ms} className="tick" style={{ left: `${percent(at_ms)}%` }}><span>{clockText(at_ms)}</span></div>)}
      {lanes.map((lane, index) => (
        <div key={index} className="lane" style={{ top: 4 + index * LANE_PX }}>
          {lane.map((block) => {
            const [from, to] = [percent(Date.parse(block.starts_at)), percent(Date.parse(block.ends_at))];
            const isLate = doors_ms !== null && Date.parse(block.ends_at) > doors_ms;
            return <i key={block.job_id} className={clsx(block.stage === "encoding" && "r", block.stage === "verifying" && "v", isLate && "l")} style={{ left: `${from}%`, width: `${Math.max(LEAST_PERCENT, to - from)}%` }} />;
          })}
        </div>
      ))}
      {doors_ms !== null && <><div className="late" style={{ left: `${percent(doors_ms)}%` }} /><div className="mk" style={{ left: `${percent(doors_ms)}%` }} /></>}
      <div className={clsx("slack", said.isLate && "late-slack", doors_ms === null && "open")} style={slackStyle(end, doors_ms === null ? 100 : percent(doors_ms))}>
        <span>{said.fact}<em>{[said.more && ` · ${said.more}`, stands && ` · ${words.standing}`]}</em></span>
      </div>
    </div>
  );
}

/** Between the end of the queue and the doors, whichever comes first. */
function slackStyle(end: number, doors: number) {
  const [left, right] = [Math.min(end, doors), Math.max(end, doors)];
  return { left: `${left}%`, width: `${right - left}%` };
}

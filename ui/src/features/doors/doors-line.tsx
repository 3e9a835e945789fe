import "./doors.css";
import { orderJobs } from "@/actions/many-jobs";
import { OrderButton } from "@/actions/order-button";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { clockText, dayText, spanText } from "@/lib/format/times";
import { go } from "@/lib/route";
import { useNow } from "@/lib/use-now";
import { useStatus } from "@/live/hooks";
import { DoorsClock } from "./doors-clock";
import { Ruler } from "./ruler";
import { type Plan, usePlan } from "@/actions/plan";

const SECOND_MS = 1_000;
const { doors: words } = text;

/** The whole queue against tonight's doors: lanes are slots, blocks are jobs. */
export function DoorsLine() {
  const plan = usePlan();
  const now_ms = useNow(SECOND_MS);
  if (!plan || (plan.deadline === null && plan.empty_at === null)) return <Quiet now_ms={now_ms} deadline={plan?.deadline ?? null} />;
  return (
    <section className="doors" aria-label={words.title}>
      <Now now_ms={now_ms} />
      <Ruler plan={plan} now_ms={now_ms} said={saidOf(plan)} />
      <DoorsClock deadline={plan.deadline} now_ms={now_ms} />
      {plan.misses_count > 0 && <Late plan={plan} />}
    </section>
  );
}

function Now({ now_ms }: { now_ms: number }) {
  const [hours, minutes, seconds] = clockText(now_ms, { seconds: true }).split(":");
  return (
    <div>
      <time className="clock" dateTime={new Date(now_ms).toISOString()}>{hours}:{minutes}<small>:{seconds}</small></time>
      <div className="lbl">{dayText(now_ms)}</div>
    </div>
  );
}

function Quiet({ now_ms, deadline }: { now_ms: number; deadline: string | null }) {
  return <section className="doors" aria-label={words.title}><Now now_ms={now_ms} /><p className="t3 sm">{words.empty}</p><DoorsClock deadline={deadline} now_ms={now_ms} /></section>;
}

function Late({ plan }: { plan: Plan }) {
  const isLocked = useStatus()?.lock.is_locked ?? false;
  const { saver } = plan;
  return (
    <div className="doors-late">
      <Icon name="warn" />
      <span className="el">{plan.misses.slice(0, 3).map(({ job_id, name, late_s }) => <button key={job_id} type="button" className="linkish" onClick={() => go({ sheet: "job", id: job_id })}>{name} <small>{words.lateBy(spanText(late_s))}</small></button>)}{plan.misses_count > 3 && <small>{text.strip.more(plan.misses_count - 3)}</small>}</span>
      {saver && !isLocked && <><small className="t2">{words.shortestWhy(saver.misses)}</small><OrderButton small onClick={() => void orderJobs("first", saver.job_ids.slice(0, 10_000))}>{words.shortest}</OrderButton></>}
    </div>
  );
}

export function saidOf(plan: Plan): { fact: string; more: string; isLate: boolean } {
  const empty = plan.empty_at === null ? words.empty : words.emptyAt(clockText(Date.parse(plan.empty_at)));
  if (plan.misses_count > 0) return { fact: words.misses(plan.misses_count, spanText(plan.misses[0]?.late_s ?? 0)), more: empty, isLate: true };
  const more = plan.in_hand_s !== null ? words.inHand(spanText(plan.in_hand_s)) : plan.unknown > 0 ? words.unknown(plan.unknown) : "";
  return { fact: empty, more, isLate: false };
}

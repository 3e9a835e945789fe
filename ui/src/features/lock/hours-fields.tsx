import type { LockTime } from "@/api/types";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { text } from "@/i18n/en";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
type Props = { entry: LockTime; isTried: boolean; change: (entry: LockTime) => void; remove: () => void };

export function HoursFields({ entry, isTried, change, remove }: Props) {
  const { days, from_time, to_time } = entry;
  const toggle = (day: (typeof DAYS)[number]) =>
    change({ ...entry, days: DAYS.filter((known) => (known === day) !== days.includes(known)) });
  return (
    <section className="hours">
      <Field label={text.lock.days} error={isTried && days.length === 0 ? text.lock.noDay : undefined}>
        {(ids) => (
          <div className="days" role="group" aria-label={text.lock.days} {...ids}>
            {DAYS.map((day) => (
              <button type="button" key={day} className="chip" aria-pressed={days.includes(day)} onClick={() => toggle(day)}>{text.lock.day[day]}</button>
            ))}
          </div>
        )}
      </Field>
      <Field label={text.lock.from}>
        {(ids) => <input {...ids} className="in" type="time" required value={from_time} onChange={({ target }) => target.value && change({ ...entry, from_time: target.value })} />}
      </Field>
      <Field label={text.lock.to}>
        {(ids) => <input {...ids} className="in" type="time" required value={to_time} onChange={({ target }) => target.value && change({ ...entry, to_time: target.value })} />}
      </Field>
      <Field label={text.lock.runs}>
        {(ids) => (
          <select {...ids} className="in" value={entry.running} onChange={({ target }) => change({ ...entry, running: target.value === "freeze" ? "freeze" : "finish" })}>
            <option value="finish">{text.lock.runsFinish}</option>
            <option value="freeze">{text.lock.runsFreeze}</option>
          </select>
        )}
      </Field>
      <Button kind="quiet" bare icon="close" aria-label={text.lock.removeHours(from_time, to_time)} onClick={remove} />
    </section>
  );
}

import { useState } from "react";
import { saveHours } from "@/actions/lock";
import { OrderButton } from "@/actions/order-button";
import type { LockTime } from "@/api/types";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { FormError } from "@/components/field";
import { Sheet } from "@/components/sheet";
import { text } from "@/i18n/en";
import { useStatus } from "@/live/hooks";
import { HoursFields } from "./hours-fields";

const TONIGHT: LockTime = { days: ["fri", "sat"], from_time: "18:30", to_time: "23:00", running: "finish" };

export function HoursSheet({ close }: { close: () => void }) {
  const lock = useStatus()?.lock;
  return lock ? <Hours kept={lock.timetable} isLocked={lock.is_locked} close={close} /> : null;
}

function Hours({ kept, isLocked, close }: { kept: readonly LockTime[]; isLocked: boolean; close: () => void }) {
  const [hours, setHours] = useState<readonly LockTime[]>(kept);
  const [isTried, setTried] = useState(false);
  const isWrong = hours.some((entry) => entry.days.length === 0);
  const save = async () => {
    setTried(true);
    if (!isWrong && (await saveHours([...hours]))) close();
  };
  const put = (at: number, entry: LockTime) => setHours(hours.with(at, entry));
  const foot = (
    <>
      <OrderButton kind="solid" disabled={isLocked} onClick={() => void save()}>{text.lock.save}</OrderButton>
      <Button onClick={close}>{text.cancel}</Button>
    </>
  );
  return (
    <Sheet title={text.lock.timetable} close={close} foot={foot}>
      <div className="form">
        <p className="hint">{text.lock.timetableWhy}</p>
        {isLocked && <FormError message={text.lock.lockedNow} />}
        {hours.length === 0 && <EmptyState icon="clock" title={text.lock.noHours} />}
        {hours.map((entry, at) => (
          <HoursFields
            key={at} entry={entry} isTried={isTried}
            change={(changed) => put(at, changed)} remove={() => setHours(hours.toSpliced(at, 1))}
          />
        ))}
        <div><Button icon="add" onClick={() => setHours([...hours, TONIGHT])}>{text.lock.addHours}</Button></div>
      </div>
    </Sheet>
  );
}

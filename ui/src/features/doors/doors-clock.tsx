import { Popover } from "radix-ui";
import { type FormEvent, useState } from "react";
import { OrderButton } from "@/actions/order-button";
import { changeSettings } from "@/actions/settings";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { text } from "@/i18n/en";
import { clockText, spanText } from "@/lib/format/times";
import { nextAt } from "./scale";

const { doors: words } = text;

/** When the audience comes in; a click sets another time. */
export function DoorsClock({ deadline, now_ms }: { deadline: string | null; now_ms: number }) {
  const [isOpen, setOpen] = useState(false);
  const at_ms = deadline === null ? null : Date.parse(deadline);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        {at_ms === null
          ? <OrderButton kind="quiet" icon="clock">{words.set}</OrderButton>
          : <button type="button" className="doors-clock" title={words.change}><span className="clock"><span>{words.doors}</span> {clockText(at_ms)}</span><span className="lbl r">{at_ms > now_ms ? words.in(spanText((at_ms - now_ms) / 1000)) : words.ago(spanText((now_ms - at_ms) / 1000))}</span></button>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu doors-set" align="end" sideOffset={4} collisionPadding={8}><SetDoors at_ms={at_ms} now_ms={now_ms} close={() => setOpen(false)} /></Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function SetDoors({ at_ms, now_ms, close }: { at_ms: number | null; now_ms: number; close: () => void }) {
  const [clock, setClock] = useState(at_ms === null ? "19:30" : clockText(at_ms));
  const put = async (deadline: string | null) => {
    if (await changeSettings({ deadline })) close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = nextAt(clock, now_ms);
    if (at) void put(at.toISOString());
  };
  return (
    <form onSubmit={submit}>
      <Field label={words.at} hint={words.hint}>{(ids) => <input {...ids} className="in" type="time" required value={clock} onChange={(event) => setClock(event.target.value)} />}</Field>
      <div className="doors-orders">
        <Button kind="solid" small type="submit">{words.save}</Button>
        {at_ms !== null && <Button kind="quiet" small onClick={() => void put(null)}>{words.clear}</Button>}
      </div>
    </form>
  );
}

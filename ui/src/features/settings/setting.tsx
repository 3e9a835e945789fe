import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import type { Settings } from "@/api/types";
import { text } from "@/i18n/en";
import { changeOne } from "./change";

type SettingProps = { label: string; hint?: ReactNode; children: (ids: { id: string; "aria-describedby": string | undefined }) => ReactNode };

/** A line of the settings: its name and what it means on the left, its control on the right. */
export function Setting({ label, hint, children }: SettingProps) {
  const id = useId();
  return (
    <div className="setting">
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      </div>
      <div className="setting-control">{children({ id, "aria-describedby": hint ? `${id}-hint` : undefined })}</div>
    </div>
  );
}

type Of<T> = { [K in keyof Settings]: Settings[K] extends T ? K : never }[keyof Settings];
type Common<K> = { settings: Settings; name: K; label: string; hint?: ReactNode; isLocked?: boolean };

type ChoiceProps<K extends keyof Settings> = Common<K> & { options: readonly (readonly [Settings[K], string])[] };

export function ChoiceSetting<K extends keyof Settings>({ settings, name, label, hint, options, isLocked = false }: ChoiceProps<K>) {
  const value = settings[name];
  const at = options.findIndex(([option]) => option === value);
  const choose = (index: number) => {
    const option = options[index];
    if (option) void changeOne(name, value, option[0], label);
  };
  return (
    <Setting label={label} hint={hint}>
      {(ids) => (
        <select {...ids} className="in" value={at} disabled={isLocked} onChange={(event) => choose(Number(event.target.value))}>
          {options.map(([, word], index) => <option key={word} value={index}>{word}</option>)}
        </select>
      )}
    </Setting>
  );
}

export function SwitchSetting({ settings, name, label, hint }: Common<Of<boolean>>) {
  const value = settings[name];
  return (
    <Setting label={label} hint={hint}>
      {(ids) => <input {...ids} type="checkbox" className="switch" role="switch" checked={value} onChange={(event) => void changeOne(name, value, event.target.checked, label)} />}
    </Setting>
  );
}

type NumberProps = Common<Of<number | null>> & { unit?: string; scale?: number; min: number; max: number; step?: number; empty?: string };

/** Sent when it is left or Enter is pressed: half a number is no setting. */
export function NumberSetting({ settings, name, label, hint, isLocked = false, unit, scale = 1, min, max, step = 1, empty }: NumberProps) {
  const value = settings[name];
  const send = (written: string) => {
    const number = written === "" ? null : Number(written) * scale;
    return changeOne(name, value, number, label);
  };
  const shown = value === null ? "" : String(value / scale);
  return (
    <Setting label={label} hint={hint}>
      {(ids) => (
        <>
          <Typed key={shown} {...ids} type="number" min={min} max={max} step={step} placeholder={empty ?? ""} shown={shown} disabled={isLocked} send={send} />
          {unit && <span className="unit">{unit}</span>}
        </>
      )}
    </Setting>
  );
}

export function TextSetting({ settings, name, label, hint, isLocked = false, empty }: Common<Of<string | null>> & { empty: string }) {
  const value = settings[name];
  const send = (written: string) => changeOne(name, value, written.trim() || null, label);
  return (
    <Setting label={label} hint={hint}>
      {(ids) => <Typed key={value} {...ids} className="mono wide" placeholder={empty} shown={value ?? ""} disabled={isLocked} send={send} />}
    </Setting>
  );
}

type TypedProps = { id: string; "aria-describedby": string | undefined; shown: string; send: (written: string) => Promise<boolean>; className?: string; type?: string; min?: number; max?: number; step?: number; placeholder: string; disabled: boolean };

function Typed({ shown, send, className = "", ...rest }: TypedProps) {
  const [written, setWritten] = useState(shown);
  const finish = () => {
    if (written !== shown) void send(written).then((isDone) => !isDone && setWritten(shown));
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Enter") finish();
    if (event.key === "Escape") setWritten(shown);
  };
  return (
    <>
      <input {...rest} className={`in ${className}`} spellCheck={false} autoComplete="off" value={written} onChange={(event) => setWritten(event.target.value)} onBlur={finish} onKeyDown={pressed} />
      {written !== shown && <span className="sr-only" role="status">{text.settings.unsaved}</span>}
    </>
  );
}

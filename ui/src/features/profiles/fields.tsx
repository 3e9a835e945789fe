/** Fields of a profile's form, each a line: name, control, unit. */
import { Field } from "@/components/field";

type Common = { label: string; error?: string | undefined; hint?: string };
type ChoiceProps<T extends string> = Common & { value: T; options: readonly (readonly [T, string])[]; choose: (value: T) => void };

export function Choice<T extends string>({ value, options, choose, ...rest }: ChoiceProps<T>) {
  return (
    <Field {...rest}>
      {(ids) => (
        <select {...ids} className="in" value={value} onChange={(event) => choose(event.target.value as T)}>
          {options.map(([option, word]) => <option key={option} value={option}>{word}</option>)}
        </select>
      )}
    </Field>
  );
}

type NumberProps = Common & { value: number | null | undefined; change: (value: number | null) => void; unit?: string; scale?: number; step?: number; empty?: string };

/** Empty is null: not said, so the word of `empty` holds. */
export function Numeric({ value, change, unit, scale = 1, step = 1, empty, ...rest }: NumberProps) {
  return (
    <Field {...rest}>
      {(ids) => (
        <span className="with-unit">
          <input
            {...ids} className="in" type="number" step={step} placeholder={empty} value={value == null ? "" : Number((value / scale).toFixed(6))}
            onChange={(event) => change(event.target.value === "" ? null : event.target.valueAsNumber * scale)}
          />
          {unit && <span className="unit">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

export function Toggle({ label, checked, change, disabled = false }: { label: string; checked: boolean; change: (checked: boolean) => void; disabled?: boolean }) {
  return <label className="check"><input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => change(event.target.checked)} /><span>{label}</span></label>;
}

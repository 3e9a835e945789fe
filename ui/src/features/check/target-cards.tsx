import { useId } from "react";
import { checkText } from "@/i18n/en-check";

export type TargetCard = { name: string; title: string; description: string };
type Props = { targets: readonly TargetCard[]; value: string; choose: (name: string) => void };

/** Where it will play: one of several, each in its makers' words. */
export function TargetCards({ targets, value, choose }: Props) {
  const group = useId();
  if (targets.length === 0) return null;
  return (
    <fieldset className="targets">
      <legend>{checkText.target}</legend>
      {targets.map(({ name, title, description }) => (
        <label key={name} className="target">
          <input type="radio" name={group} value={name} checked={name === value} onChange={() => choose(name)} />
          <b>{title}</b><small>{description}</small>
        </label>
      ))}
    </fieldset>
  );
}

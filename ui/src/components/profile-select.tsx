import type { ComponentPropsWithoutRef } from "react";
import type { Profile } from "@/api/types";
import { targetName } from "@/i18n/targets";

type Props = Omit<ComponentPropsWithoutRef<"select">, "value" | "onChange"> & {
  profiles: readonly Profile[];
  value: string;
  choose: (name: string) => void;
  none?: string;
};

/** A profile that this ffmpeg can't make is listed with the reason, and can't be chosen. */
export function ProfileSelect({ profiles, value, choose, none, ...rest }: Props) {
  const isListed = value === "" || profiles.some((profile) => profile.name === value);
  return (
    <select {...rest} className="in" value={value} onChange={(event) => choose(event.target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {!isListed && <option value={value}>{value}</option>}
      {profiles.map(({ name, target, available, unavailable_reason }) => (
        <option key={name} value={name} disabled={!available}>
          {`${name} → ${targetName(target)}`}{!available && `: ${unavailable_reason}`}
        </option>
      ))}
    </select>
  );
}

import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type Entry = { label: string; icon?: IconName; run: () => void; disabled?: boolean } | "line";

/** A button that opens a short list of orders. `children` is the button. */
export function Menu({ children, entries }: { children: ReactNode; entries: readonly Entry[] }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {entries.map((entry, index) =>
            entry === "line" ? (
              <DropdownMenu.Separator key={index} className="menu-line" />
            ) : (
              <DropdownMenu.Item key={entry.label} className="menu-item" disabled={entry.disabled ?? false} onSelect={entry.run}>
                {entry.icon ? <Icon name={entry.icon} /> : <span className="i-gap" />}
                {entry.label}
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ChoiceProps<T extends string> = {
  title: string;
  value: T;
  options: readonly (readonly [T, string])[];
  choose: (value: T) => void;
};

/** One of several, inside a menu. */
export function MenuChoice<T extends string>({ title, value, options, choose }: ChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(chosen) => choose(chosen as T)} aria-label={title}>
      <DropdownMenu.Label className="menu-title">{title}</DropdownMenu.Label>
      {options.map(([option, label]) => (
        <DropdownMenu.RadioItem key={option} value={option} className="menu-item" onSelect={(event) => event.preventDefault()}>
          <span className="i-gap"><DropdownMenu.ItemIndicator><Icon name="ready" /></DropdownMenu.ItemIndicator></span>
          {label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

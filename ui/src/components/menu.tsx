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

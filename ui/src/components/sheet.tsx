import clsx from "clsx";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { text } from "@/i18n/en";
import { Button } from "./button";

type Props = { title: ReactNode; wide?: boolean; close: () => void; lead?: ReactNode; children: ReactNode; foot?: ReactNode };

/** A sheet from the side, over the page that goes on living behind it. */
export function Sheet({ title, wide, close, lead, children, foot }: Props) {
  const [opener] = useState(whoOpenedIt);
  const giveFocusBack = (event: Event) => {
    event.preventDefault();
    opener?.focus();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className={clsx("sheet", wide && "wide")} aria-describedby={undefined} onCloseAutoFocus={giveFocusBack}>
          <header className="sheet-head">
            {lead}
            <Dialog.Title asChild><h2 className="el">{title}</h2></Dialog.Title>
            <Dialog.Close asChild><Button kind="quiet" icon="close" bare aria-label={text.close} /></Dialog.Close>
          </header>
          <div className="sheet-body">{children}</div>
          {foot && <footer className="sheet-foot">{foot}</footer>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What had the focus; of a menu, which is gone by then, the button that opened it. */
function whoOpenedIt(): HTMLElement | null {
  const focused = document.activeElement;
  const trigger = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  if (trigger) return document.getElementById(trigger);
  return focused instanceof HTMLElement ? focused : null;
}

import clsx from "clsx";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { text } from "@/i18n/en";
import { Button } from "./button";

type Props = { title: ReactNode; wide?: boolean; close: () => void; lead?: ReactNode; children: ReactNode; foot?: ReactNode };

/** A sheet from the side, over the page that goes on living behind it. */
export function Sheet({ title, wide, close, lead, children, foot }: Props) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className={clsx("sheet", wide && "wide")} aria-describedby={undefined}>
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

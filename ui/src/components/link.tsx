import type { ComponentPropsWithoutRef, MouseEvent } from "react";
import { type Page, goTo, pathOf } from "@/lib/route";

type Props = Omit<ComponentPropsWithoutRef<"a">, "href" | "onClick"> & { to: Page };

/** A link within the program: followed without loading anew, and still a link to copy or to open in a tab. */
export function Link({ to, children, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(to);
  };
  return <a {...rest} href={pathOf(to)} onClick={follow}>{children}</a>;
}

import clsx from "clsx";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { Icon, type IconName } from "./icon";

export type ButtonProps = ComponentPropsWithoutRef<"button"> & {
  icon?: IconName;
  kind?: "plain" | "quiet" | "solid";
  small?: boolean;
  /** The icon alone; `aria-label` then has to say what it does. */
  bare?: boolean;
};

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { icon, kind = "plain", small, bare, className, children, ...rest },
  ref,
) {
  const names = clsx("btn", kind === "quiet" && "q", kind === "solid" && "solid", small && "s", bare && "icon", className);
  return (
    <button type="button" ref={ref} className={names} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
});

import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import { Link } from "@/components/link";
import { checkText } from "@/i18n/en-check";

export function CheckHead({ children }: { children?: ReactNode }) {
  return (
    <header className="top">
      <Link className="btn q icon back" to={{ page: "dashboard" }} aria-label={checkText.back}><Icon name="arrow_left" /></Link>
      <h1>{checkText.title}</h1>
      <span className="sp" />
      {children}
    </header>
  );
}

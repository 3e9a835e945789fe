import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import { PageHead } from "@/components/page-head";
import { checkText } from "@/i18n/en-check";

export function CheckHead({ isResult, children }: { isResult?: boolean; children?: ReactNode }) {
  const back = <Link className="btn q icon back" to="/preflight" aria-label={checkText.back}><Icon name="arrow_left" /></Link>;
  return <PageHead title={checkText.title} lead={isResult && back}>{children}</PageHead>;
}

import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";

export function NotFound() {
  return (
    <>
      <PageHead title={text.frame.product} />
      <EmptyState icon="search" title={text.frame.notFound} action={<Link className="btn solid" to="/">{text.frame.toDashboard}</Link>}>
        {text.frame.notFoundWhy}
      </EmptyState>
    </>
  );
}

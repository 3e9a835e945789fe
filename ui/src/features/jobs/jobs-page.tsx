import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";

export function JobsPage() {
  return <PageHead title={text.frame.jobs} />;
}

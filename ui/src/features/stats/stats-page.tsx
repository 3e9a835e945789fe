import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";

export function StatsPage() {
  return <PageHead title={text.frame.reports} />;
}

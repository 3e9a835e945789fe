import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";

export function FoldersPage() {
  return <PageHead title={text.frame.folders} />;
}

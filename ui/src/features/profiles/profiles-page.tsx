import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";

export function ProfilesPage() {
  return <PageHead title={text.frame.profiles} />;
}

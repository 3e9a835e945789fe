import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";

export function SettingsPage() {
  return <PageHead title={text.frame.settings} />;
}

import type { Finding } from "@/api/types";
import { Icon } from "@/components/icon";
import { reportText } from "@/i18n/en-report";
import { Reverify } from "./reverify";

/** The file is no longer the one that was verified: nothing below is sure, so this is said first and loudest. */
export function ChangedBanner({ findings, jobId }: { findings: readonly Finding[]; jobId: string }) {
  const changed = findings.find(({ code }) => code === "changed_since");
  if (!changed) return null;
  return (
    <section className="changed" role="alert">
      <Icon name="fail" />
      <p><b>{reportText.changed}</b> {changed.message}<small>{reportText.changedMore}</small></p>
      <Reverify jobId={jobId} />
    </section>
  );
}

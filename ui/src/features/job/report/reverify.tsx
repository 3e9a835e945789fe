import { useMutation, useQueryClient } from "@tanstack/react-query";
import { OrderButton } from "@/actions/order-button";
import { reverifyJob } from "@/actions/reports";
import { reportText } from "@/i18n/en-report";
import { text } from "@/i18n/en";
import { announce } from "@/lib/announce";

/** The output is looked at as it is now, and its report is written anew. */
export function Reverify({ jobId }: { jobId: string }) {
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => reverifyJob(jobId),
    onSuccess: async (report) => {
      if (!report) return;
      await queries.invalidateQueries({ queryKey: ["report", jobId] });
      announce(reportText.reverified(text.verdict[report.verdict]));
    },
  });
  return (
    <OrderButton icon="refresh" disabled={again.isPending} onClick={() => again.mutate()}>
      {again.isPending ? reportText.reverifying : reportText.reverify}
    </OrderButton>
  );
}

import { useQuery } from "@tanstack/react-query";
import { api, valueOf } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { useIsLive } from "@/live/hooks";

export type Plan = components["schemas"]["PlanOut"];

const EVERY_MS = 3_000;

/** Each row takes its own time out of the one plan, and is drawn anew only when that changes. */
function usePlanned<T>(select: (plan: Plan) => T): T | undefined {
  const isLive = useIsLive();
  return useQuery({
    queryKey: ["plan"],
    enabled: isLive,
    refetchInterval: EVERY_MS,
    select,
    queryFn: async () => valueOf(await api.GET("/api/v1/queue/plan")),
  }).data;
}

export const usePlan = (): Plan | undefined => usePlanned((plan) => plan);

/** Milliseconds; undefined where nobody knows. */
export function useReadyAt(job_id: string): number | undefined {
  return usePlanned((plan) => {
    const at = plan.ready_at[job_id];
    return at === undefined ? undefined : toMinute(Date.parse(at));
  });
}

const MINUTE_MS = 60_000;
/** Rounded up, so that a row is not drawn anew for seconds that it doesn't show. */
const toMinute = (at_ms: number): number => Math.ceil(at_ms / MINUTE_MS) * MINUTE_MS;

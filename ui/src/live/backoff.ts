/** How long to wait before attempt `attempt` (from 0): doubling, capped, and spread so that tabs don't knock at once. */
export function backoff_ms(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return full * (0.75 + 0.5 * random());
}

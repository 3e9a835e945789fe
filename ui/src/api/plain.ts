import { ApiError, problemOf } from "./errors";

/** A request by hand, for an address that the generated types don't know. */
export async function ask<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(new Request(new URL(path, location.origin), { method, ...(body !== undefined && { body: JSON.stringify(body), headers }) }));
  const said: unknown = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new ApiError(problemOf(said, answer.status));
  return said as T; // the caller names the shape
}

/** Requests typed by the server's own OpenAPI. The session cookie goes along by itself; nothing leaves the host. */
import createClient from "openapi-fetch";
import { ApiError, problemOf } from "./errors";
import type { paths } from "./schema.gen";

export const api = createClient<paths>({ baseUrl: location.origin, fetch: (request) => fetch(request) });

/** The value of an answer, or an ApiError with the server's words. */
export function valueOf<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.response.ok) return answer.data as T; // openapi-fetch types it per status; ok means this one
  throw new ApiError(problemOf(answer.error, answer.response.status));
}

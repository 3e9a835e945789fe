/** An order that the server refused, in its own words: they name the thing, the cause and the way out. */
import { text } from "@/i18n/en";
import type { Problem } from "./types";

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ApiError";
  }

  get field(): string | null {
    return this.problem.field ?? null;
  }
}

export function problemOf(body: unknown, status: number): Problem {
  if (typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string") {
    return body as Problem; // `detail` is the part that is shown; the server writes all of them
  }
  return {
    type: "about:blank",
    title: text.error.title,
    status,
    detail: text.error.unexpected(status),
    code: "unexpected",
    field: null,
  };
}

export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return error instanceof TypeError ? text.error.unreachable : String(error);
}

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterContextProvider, createRootRoute, createRouter } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import type { Snapshot } from "@/api/types";
import { history } from "@/lib/history";
import { connection, store } from "@/live/live";
import { aSnapshot } from "./examples";

/** Renders with what the server would have sent, and a line that is up unless told otherwise. */
export function renderWith(node: ReactNode, { snapshot = {}, isLive = true }: { snapshot?: Partial<Snapshot>; isLive?: boolean } = {}) {
  store.replace(aSnapshot(snapshot), Date.now());
  connection.state = { ...connection.state, phase: isLive ? "live" : "lost" };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createRouter({ routeTree: createRootRoute(), history });
  return render(
    <QueryClientProvider client={queries}>
      <RouterContextProvider router={router}>{node}</RouterContextProvider>
    </QueryClientProvider>,
  );
}

export type Asked = { method: string; path: string; body: unknown };

/** Answers requests by "METHOD /path"; returns what was asked, in order. */
export function serverAnswers(answers: Record<string, { status?: number; body: unknown }>): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = async (input) => {
    const request = input as Request;
    const path = new URL(request.url).pathname;
    asked.push({ method: request.method, path, body: request.body ? await request.json() : null });
    const answer = answers[`${request.method} ${path}`] ?? { status: 404, body: { detail: `nothing at ${path}` } };
    return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200, headers: { "Content-Type": "application/json" } });
  };
  return asked;
}

/** The page's one store and one connection, wired to the real server. */
import { api, valueOf } from "@/api/client";
import { BACKSTOP_MS, Backstop } from "./backstop";
import { LiveConnection } from "./connection";
import { LiveStore } from "./store";

const SUSPICIOUS_MS = 2_000;

export const store = new LiveStore();
export const connection = new LiveConnection(store, {
  open: (query) => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/live${query}`),
  snapshot: async () => valueOf(await api.GET("/api/v1/snapshot")),
  isSignedIn: async () => {
    const answer = await fetch("/api/v1/status").catch(() => null);
    return answer?.status !== 401;
  },
});

const backstop = new Backstop(store, () => connection.resync());

export async function refreshStatus(): Promise<void> {
  backstop.compare(valueOf(await api.GET("/api/v1/status")));
}

export function startLive(): void {
  connection.start();
  addEventListener("online", () => connection.check());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) connection.check();
  });
  const look = (): void => {
    const again = () => setTimeout(look, backstop.isSuspicious ? SUSPICIOUS_MS : BACKSTOP_MS);
    if (connection.state.phase === "live") refreshStatus().then(again, again);
    else again();
  };
  setTimeout(look, BACKSTOP_MS);
}

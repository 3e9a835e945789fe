/** The page's one store and one connection, wired to the real server. */
import { api, valueOf } from "@/api/client";
import { BACKSTOP_MS, Backstop } from "./backstop";
import { LiveConnection } from "./connection";
import { LiveStore } from "./store";

const SUSPICIOUS_MS = 2_000;
const AFTER_CHANGE_MS = 500;

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

async function askStatus() {
  return valueOf(await api.GET("/api/v1/status"));
}

/** Disks and slots have no event of their own: they follow from folders and settings. */
function refreshStatusAfterChanges(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      askStatus().then((status) => store.putStatus(status), () => undefined); // the backstop asks again anyway
    }, AFTER_CHANGE_MS);
  };
  store.subscribe("folders", soon);
  store.subscribe("settings", soon);
  store.subscribe("lock", () => void askStatus().then((status) => store.putStatus(status), soon));
}

export function startLive(): void {
  connection.start();
  refreshStatusAfterChanges();
  addEventListener("online", () => connection.check());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) connection.check();
  });
  const look = (): void => {
    const again = () => setTimeout(look, backstop.isSuspicious ? SUSPICIOUS_MS : BACKSTOP_MS);
    if (connection.state.phase === "live") askStatus().then((status) => backstop.compare(status)).then(again, again);
    else again();
  };
  setTimeout(look, BACKSTOP_MS);
}

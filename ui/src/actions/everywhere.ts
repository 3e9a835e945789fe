/** What can be done on every page. */
import { text } from "@/i18n/en";
import { history } from "@/lib/history";
import { go } from "@/lib/route";
import { ValueStore } from "@/lib/value-store";
import { connection, store } from "@/live/live";
import { openOwnFolder } from "./desk";
import { lockShow } from "./lock";
import { freezeQueue, holdQueue, resumeQueue } from "./queue";
import type { Action } from "./registry";

export type Overlay = "palette" | "keys" | null;
export const overlay = new ValueStore<Overlay>(null);

const isLive = () => connection.state.phase === "live";
const isIn = (mode: string) => isLive() && store.status?.queue === mode;
const isOpen = () => isLive() && store.status?.lock.is_locked === false;
const goTo = (path: string) => () => history.push(path);
const { go: places, frame, order, queue, folders, lock, diagnostics, own } = text;

export const EVERYWHERE: readonly Action[] = [
  { id: "palette", label: places.palette, group: "program", icon: "search", keys: "$mod+k", run: () => overlay.set("palette") },
  { id: "keys", label: places.keys, group: "program", keys: "Shift+?", run: () => overlay.set("keys") },
  { id: "go-dashboard", label: places.to(frame.dashboard), group: "go", icon: "dashboard", keys: "g d", run: goTo("/") },
  { id: "go-jobs", label: places.to(frame.jobs), group: "go", icon: "jobs", keys: "g j", run: goTo("/jobs") },
  { id: "go-folders", label: places.to(frame.folders), group: "go", icon: "folder", keys: "g w", run: goTo("/folders") },
  { id: "go-profiles", label: places.to(frame.profiles), group: "go", icon: "profiles", keys: "g p", run: goTo("/profiles") },
  { id: "go-preflight", label: places.to(frame.check), group: "go", icon: "preflight", keys: "g c", run: goTo("/preflight") },
  { id: "go-reports", label: places.to(frame.reports), group: "go", icon: "report", keys: "g r", run: goTo("/reports") },
  { id: "go-settings", label: places.to(frame.settings), group: "go", icon: "settings", keys: "g s", run: goTo("/settings/general") },
  { id: "add-files", label: queue.add, group: "queue", icon: "add", keys: "a", when: isLive, run: () => go({ sheet: "add_files" }) },
  { id: "add-folder", label: folders.addLong, group: "queue", icon: "folder", when: isLive, run: () => go({ sheet: "add_folder" }) },
  { id: "hold", label: order.hold, group: "queue", icon: "hold", when: () => isIn("running"), run: () => void holdQueue() },
  { id: "freeze", label: order.freeze, group: "queue", icon: "freeze", when: () => isIn("running") || isIn("held"), run: () => void freezeQueue() },
  { id: "resume", label: order.resumeQueue, group: "queue", icon: "encoding", when: () => isIn("held") || isIn("frozen"), run: () => void resumeQueue() },
  { id: "lock", label: lock.finish, group: "queue", icon: "lock", when: isOpen, run: () => void lockShow("finish") },
  { id: "lock-frozen", label: lock.freeze, group: "queue", icon: "lock", when: isOpen, run: () => void lockShow("freeze") },
  { id: "diagnostics", label: diagnostics.open, group: "program", icon: "report", when: isLive, run: () => go({ sheet: "diagnostics" }) },
  { id: "open-logs", label: own.logs, group: "program", icon: "folder", when: () => isLive() && store.status?.has_window === true, run: () => void openOwnFolder("logs") },
  { id: "about", label: own.about, group: "program", run: goTo("/settings/about") },
  { id: "lock-hours", label: lock.hours, group: "queue", icon: "clock", when: isLive, run: () => go({ sheet: "lock_hours" }) },
];

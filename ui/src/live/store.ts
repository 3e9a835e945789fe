/**
 * What the page knows of the server, by id. Written by the protocol alone, read by hooks that subscribe by id.
 *
 * Lists hold ids and keep their identity while nothing in them moved, so a progress report renders one card
 * and no list.
 */
import type { Activity, Changes, Folder, Job, Progress, ServerMessage, Snapshot, Status } from "@/api/types";
import { assertNever } from "@/lib/assert-never";
import { type ListName, listOf, movesInLists, sameIds, sorted } from "./lists";
import { Topics, onFrame, onStreamBeat } from "./topics";

export type TimedProgress = Progress & { received_ms: number };
type Schedule = (flush: () => void) => void;
const LISTS = ["running", "queue", "finished"] as const;
const NO_IDS: readonly string[] = [];

export class LiveStore {
  readonly jobs = new Map<string, Job>();
  readonly folders = new Map<string, Folder>();
  readonly progress = new Map<string, TimedProgress>();
  readonly activities = new Map<string, Activity>();
  status: Status | null = null;
  /** Rises when the settings were changed anywhere. */
  settingsVersion = 0;
  /** Rises when a profile was made, changed or removed. */
  profilesVersion = 0;
  /** Rises when a job came, went or moved from one list to another. */
  listsVersion = 0;

  private ids: Record<ListName, readonly string[]> = {
    running: NO_IDS,
    queue: NO_IDS,
    finished: NO_IDS,
    folders: NO_IDS,
  };
  private listsMoved = false;
  private folderValues: readonly Folder[] | null = null;
  private readonly changes: Topics;
  private readonly streams: Topics;

  constructor(schedule: Schedule = onFrame, scheduleStreams: Schedule = onStreamBeat) {
    this.changes = new Topics(schedule);
    this.streams = new Topics(scheduleStreams);
  }

  subscribe(key: string, listener: () => void): () => void {
    const topics = key.startsWith("progress:") ? this.streams : this.changes;
    return topics.subscribe(key, listener);
  }

  list(name: ListName): readonly string[] {
    if (this.listsMoved) this.rebuildLists();
    return this.ids[name];
  }

  /** All folders, oldest first; a new array only when one of them changed. */
  allFolders(): readonly Folder[] {
    const values = this.list("folders").flatMap((id) => this.folders.get(id) ?? []);
    return (this.folderValues ??= values);
  }

  replace(snapshot: Snapshot, now_ms: number): void {
    const gone = new Set([...this.jobs.keys(), ...this.folders.keys()]);
    for (const job of snapshot.jobs) gone.delete(job.id);
    for (const folder of snapshot.folders) gone.delete(folder.id);
    for (const id of gone) {
      this.removeJob(id);
      this.removeFolder(id);
    }
    for (const job of snapshot.jobs) this.putJob(job);
    for (const folder of snapshot.folders) this.putFolder(folder);
    for (const id of this.progress.keys()) this.streams.touch(`progress:${id}`);
    this.progress.clear();
    for (const item of snapshot.progress) this.putProgress(item, now_ms);
    this.putStatus(snapshot.status);
    this.settingsMoved();
    this.profilesMoved();
  }

  apply(changes: Changes): void {
    for (const id of changes.removed_jobs) this.removeJob(id);
    for (const id of changes.removed_folders) this.removeFolder(id);
    for (const job of changes.jobs) this.putJob(job);
    for (const folder of changes.folders) this.putFolder(folder);
    if (changes.queue && this.status) this.putStatus({ ...this.status, queue: changes.queue });
    if (changes.settings_changed) this.settingsMoved();
    if (changes.profiles_changed) this.profilesMoved();
    if (changes.lock_changed) this.changes.touch("lock");
  }

  stream(message: Extract<ServerMessage, { type: "progress" | "activity" | "statistics" }>, now_ms: number): void {
    switch (message.type) {
      case "progress":
        for (const item of message.items) this.putProgress(item, now_ms);
        return;
      case "activity":
        for (const activity of message.folders) this.putActivity(activity);
        return;
      case "statistics":
        if (this.status) {
          const { counts, today, why_idle, is_leaving } = message;
          this.putStatus({ ...this.status, counts, today, why_idle, is_leaving });
        }
        return;
      default:
        assertNever(message);
    }
  }

  putStatus(status: Status): void {
    if (status.activities !== this.status?.activities) {
      for (const activity of status.activities) this.putActivity(activity);
    }
    this.status = status;
    this.changes.touch("status");
  }

  putJob(job: Job): void {
    if (movesInLists(this.jobs.get(job.id), job)) this.moveLists();
    this.jobs.set(job.id, job);
    if (listOf(job) !== "running") this.progress.delete(job.id);
    this.changes.touch(`job:${job.id}`);
  }

  private putFolder(folder: Folder): void {
    if (!this.folders.has(folder.id)) this.moveLists();
    this.folders.set(folder.id, folder);
    this.folderMoved(folder.id);
  }

  private putProgress(item: Progress, now_ms: number): void {
    this.progress.set(item.job_id, { ...item, received_ms: now_ms });
    this.streams.touch(`progress:${item.job_id}`);
  }

  private putActivity(activity: Activity): void {
    this.activities.set(activity.folder_id, activity);
    this.changes.touch(`activity:${activity.folder_id}`);
  }

  private removeJob(id: string): void {
    if (!this.jobs.delete(id)) return;
    this.progress.delete(id);
    this.moveLists();
    this.changes.touch(`job:${id}`);
  }

  private removeFolder(id: string): void {
    if (!this.folders.delete(id)) return;
    this.activities.delete(id);
    this.moveLists();
    this.folderMoved(id);
  }

  private folderMoved(id: string): void {
    this.folderValues = null;
    this.changes.touch(`folder:${id}`);
    this.changes.touch("folders");
  }

  private settingsMoved(): void {
    this.settingsVersion += 1;
    this.changes.touch("settings");
  }

  private profilesMoved(): void {
    this.profilesVersion += 1;
    this.changes.touch("profiles");
  }

  private moveLists(): void {
    this.listsMoved = true;
    this.listsVersion += 1;
    this.changes.touch("lists");
  }

  private rebuildLists(): void {
    this.listsMoved = false;
    for (const name of LISTS) this.keepOrReplace(name, sorted(name, this.jobs.values()));
    const folders = [...this.folders.values()].sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
    this.keepOrReplace("folders", folders.map((folder) => folder.id));
  }

  private keepOrReplace(name: ListName, ids: string[]): void {
    if (!sameIds(this.ids[name], ids)) this.ids[name] = ids;
  }
}

/**
 * What needs somebody now, worst first: a pure reading of what is known.
 *
 * A pulled cable is a warning, since its jobs wait and none fails; only what will not go on by itself is red.
 */
import type { Folder, Job, Status } from "@/api/types";
import { text } from "@/i18n/en";
import { clockText } from "@/lib/format/times";
import { folderName } from "@/lib/paths";
import { withoutName } from "@/lib/without-name";

export type Trouble = {
  key: string;
  level: "fail" | "warn";
  fact: string;
  more: string;
  cure: { do: "job"; job: Job } | { do: "resume_queue" } | { do: "rescan"; folder: Folder } | null;
};
export type Known = {
  status: Status;
  finished: readonly Job[];
  queued: readonly Job[];
  folders: readonly Folder[];
  dismissed: ReadonlySet<string>;
  now_ms: number;
};

const FRESH_MS = 24 * 3600 * 1000; // yesterday's failures stay in the list of finished jobs, not in the strip

export function troublesOf(known: Known): Trouble[] {
  return [...engineTroubles(known), ...failedJobs(known), ...folderTroubles(known), ...queueTroubles(known)];
}

/** One failure can be waved away until it happens again. */
export function failureKey(job: Job): string {
  return `${job.id}:${job.attempt}`;
}

function engineTroubles({ status }: Known): Trouble[] {
  const problem = status.ffmpeg_problem;
  const ffmpeg: Trouble[] = problem ? [{ key: "ffmpeg", level: "fail", fact: text.strip.ffmpeg, more: problem, cure: null }] : [];
  const notices = status.notices.map<Trouble>((more) => ({ key: `notice:${more}`, level: "warn", fact: text.strip.notice, more, cure: null }));
  return [...ffmpeg, ...notices];
}

function failedJobs({ finished, dismissed, now_ms }: Known): Trouble[] {
  return finished
    .filter((job) => job.status === "failed" && !dismissed.has(failureKey(job)))
    .filter((job) => now_ms - Date.parse(job.finished_at ?? job.created_at) < FRESH_MS)
    .map((job) => ({
      key: failureKey(job),
      level: "fail",
      fact: job.verdict === "not_ready" ? text.strip.notReady(job.name) : text.strip.failed(job.name),
      more: withoutName(job.error?.message ?? job.summary ?? "", job.name),
      cure: { do: "job", job },
    }));
}

function folderTroubles({ folders, queued }: Known): Trouble[] {
  return folders
    .filter((folder) => folder.state !== "watching")
    .map((folder) => {
      const name = folderName(folder.watch_directory);
      const waiting = queued.filter((job) => job.folder_id === folder.id).length;
      const since = clockText(new Date(folder.state_since));
      const offline = folder.state === "offline";
      return {
        key: `folder:${folder.id}:${folder.state}`,
        level: "warn",
        fact: offline ? text.strip.offline(name, since) : text.strip.notWritable(name),
        more: offline ? text.strip.waiting(waiting) : (folder.state_message ?? text.strip.waiting(waiting)),
        cure: { do: "rescan", folder },
      };
    });
}

function queueTroubles({ status, queued, folders }: Known): Trouble[] {
  if (status.queue !== "running") {
    const { fact, more } = text.strip.mode[status.queue];
    return [{ key: `queue:${status.queue}`, level: "warn", fact, more, cure: { do: "resume_queue" } }];
  }
  // A reason may be older than the newest job; only a job that says itself that it waits bears it out.
  const waits = queued.filter((job) => job.hold_reason !== null);
  const isToldByFolder = folders.some((folder) => folder.state !== "watching") && !waits.some((job) => job.hold_reason === "disk_full");
  return status.why_idle !== null && waits.length > 0 && !isToldByFolder ? [{ key: "idle", level: "warn", fact: text.strip.idle, more: status.why_idle, cure: null }] : [];
}

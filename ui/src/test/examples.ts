/** Values as the server sends them, for tests to change one thing of. */
import type { Changes, Folder, Job, Progress, Snapshot, Status } from "@/api/types";

const AT = "2026-11-23T17:40:00Z";

export function aJob(id: string, change: Partial<Job> = {}): Job {
  return {
    id, name: `${id}.mov`, source: `/drop/${id}.mov`, output: `/out/${id}.mov`, profile: "live-qlab", target: "qlab",
    folder_id: "f1", rule: "*.mov", origin: "watcher", status: "queued", stage: null, priority: 100, position: 1, attempt: 1,
    recovered: false, hold_reason: null, verdict: null, summary: null, error: null, warnings: [], size_bytes: 1000,
    output_size_bytes: null, sha256: null, duration_s: null, created_at: AT, started_at: null, finished_at: null, ...change,
  };
}

export function aFolder(id: string, change: Partial<Folder> = {}): Folder {
  return {
    id, watch_directory: `/show/${id}`, output_directory: "/out", rules: [], delete_input: false, keep_originals_days: 7,
    poll_interval: 5, recursive: false, on_collision: "auto", state: "watching", state_message: null, state_since: AT, created_at: AT, ...change,
  };
}

export function aStatus(change: Partial<Status> = {}): Status {
  return {
    version: "4.0.0", queue: "running", why_idle: null, slots: { cpu: { used: 0, total: 1 } }, disks: [], ffmpeg_path: "/ffmpeg",
    ffmpeg_version: "9.0.2", ffmpeg_problem: null, notices: [], has_window: false, is_leaving: false, keeps_awake: null,
    counts: { queued: 0, processing: 0, completed: 0, failed: 0, cancelled: 0, paused: 0 },
    today: { show_ready: 0, warnings: 0, not_ready: 0 }, activities: [], started_at: AT,
    lock: { is_locked: false, running: "finish", since: null, until: null, reason: null, timetable: [] }, ...change,
  };
}

export function aSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return { epoch: "e1", seq: 0, jobs: [], folders: [], progress: [], status: aStatus(), ...change };
}

export function someChanges(since: number, seq: number, change: Partial<Changes> = {}): Changes {
  return { type: "changes", since, seq, jobs: [], removed_jobs: [], folders: [], removed_folders: [], queue: null, settings_changed: false, profiles_changed: false, lock_changed: false, ...change };
}

export function someProgress(job_id: string, change: Partial<Progress> = {}): Progress {
  return { job_id, stage: "encoding", fraction: 0.5, position_s: 1, speed: 2, fps: 50, eta_s: 60, stalled_s: null, frozen: false, ...change };
}

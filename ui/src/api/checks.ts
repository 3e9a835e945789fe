/** Preflights: started, followed, stopped, and what they found cured. */
import { ask } from "./plain";
import type { AddedJobs, Evidence, Finding, Verdict } from "./types";

export type CheckFileOut = {
  path: string; state: "waiting" | "checking" | "done" | "failed" | "cancelled"; fraction: number | null; eta_s: number | null; error: string | null;
  verdict: Verdict | null; findings: Finding[]; cure: string | null; media: Evidence | null;
};
export type CheckOut = { id: string; target: string; state: "running" | "done" | "cancelled"; eta_s: number | null; created_at: string; finished_at: string | null; files: CheckFileOut[] };
export type TargetOut = { name: string; title: string; description: string };
export type CheckIn = { paths: string[]; target: string; recursive: boolean };

const at = (id: string, what = "") => `/api/v1/checks/${encodeURIComponent(id)}${what}`;

export const startCheck = (draft: CheckIn) => ask<CheckOut>("POST", "/api/v1/checks", draft);
export const getCheck = (id: string) => ask<CheckOut>("GET", at(id));
export const stopCheck = (id: string) => ask<unknown>("POST", at(id, "/cancel"));
export const cureFiles = (id: string, paths: string[], output_directory: string | null) => ask<AddedJobs>("POST", at(id, "/cure"), { paths, output_directory });
export const getTargets = async () => (await ask<{ items: TargetOut[] }>("GET", "/api/v1/targets")).items;

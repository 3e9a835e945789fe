/** The words of the preflight. They come with the page, not with the program. */
import { count } from "./count";

const have = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

export const checkText = {
  title: "Preflight",
  back: "Back to the dashboard",
  lead: "Will it play there tonight?",
  leadMore: "Every frame of every file is decoded and held against what its player can take. Nothing is written beside the files.",
  paths: "Files or folders, one a line",
  pathsHint: "As the machine that checks sees them. A path may be pasted with its quotes.",
  recursive: "Subfolders as well",
  target: "Where it will play",
  start: "Check",
  another: "Check others",
  cancel: "Stop",
  cancelled: "stopped",
  notFound: "There is no such preflight",
  files: (number: number) => count(number, "file"),
  progress: (done: number, all: number) => `${done} of ${all} checked`,
  nothing: "No media file there",
  nothingWhy: "None of these paths is a media file, or a folder with one in it.",
  fine: (all: number, target: string) => ({ fact: all === 1 ? "The file is show-ready" : `All ${all} files are show-ready`, more: `for ${target}.` }),
  attention: (some: number, all: number, target: string, { not_ready, warnings, failed }: { not_ready: number; warnings: number; failed: number }) => {
    const kinds = [not_ready > 0 && have(not_ready, "is not ready", "are not ready"), warnings > 0 && have(warnings, "has warnings", "have warnings"), failed > 0 && `${failed} could not be checked`];
    return { fact: `${some} of ${all} ${some === 1 ? "wants" : "want"} attention`, more: `before ${target}: ${kinds.filter(Boolean).join(", ")}.` };
  },
  partly: (done: number, all: number, target: string) => ({ fact: `Only ${done} of ${all} were checked`, more: `for ${target}; those are show-ready.` }),
  checking: (all: number, target: string) => ({ fact: `Checking ${count(all, "file")}`, more: `for ${target}.` }),
  cells: "Files in cue order",
  cell: (name: string, state: string) => `${name}: ${state}`,
  ready: "ready",
  verified: "verified",
  about: (span: string) => `in about ${span}`,
  took: (span: string) => `in ${span}`,
  all: "All",
  filter: "Filter names and codes",
  noMatch: "No file fits",
  state: { waiting: "waiting", checking: "checking", cancelled: "stopped", failed: "could not be checked" },
  nothingFound: "nothing found",
  needsSource: "needs a new source",
  more: (others: number) => `and ${count(others, "more finding")}`,
  cureWith: (name: string, profile: string) => `Make ${name} show-ready with ${profile}`,
  cureAll: "Queue the cures",
  queued: "queued",
  outputs: "Outputs go beside each file unless you name a folder. The files themselves stay as they are.",
  output: "Outputs go to",
  outputShort: "Beside each file",
  need: (files: number) => have(files, "file needs a new source", "files need a new source"),
  columns: { verdict: "Verdict", file: "File", length: "Length", picture: "Picture", rate: "Mb/s", finding: "First finding", cure: "Cure" },
} as const;

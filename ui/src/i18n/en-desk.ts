/** The window itself: leaving it, dropping onto it, what it tells of itself. */
import { count } from "./count";

export const deskText = {
  quit: {
    title: (jobs: number) => (jobs === 0 ? "Quit Bulletproof?" : `${count(jobs, "job")} still ${jobs === 1 ? "runs" : "run"}`),
    way: { finish: "Finish what runs, then quit", background: "Keep working without a window", now: "Quit now" },
    means: {
      finish: "Nothing new is started. What waits stays in the queue for the next start.",
      background: "Watch folders and jobs go on. Start Bulletproof again to see it.",
      now: "What runs goes back to the queue and begins again at the next start. No file is lost.",
    },
    frozen: "What runs is frozen: it ends once the queue is resumed.",
    stay: "Stay",
    stayMeans: "The window stays as it is.",
    leaving: "Bulletproof is about to quit",
    leaves: (jobs: number) => (jobs === 0 ? "Quitting." : `Quits when ${count(jobs, "job")} ${jobs === 1 ? "is" : "are"} finished.`),
    leavesMore: "Nothing new is started.",
    keep: "Keep running",
  },
  drop: {
    here: "Drop to queue",
    next: "Next you choose the profile, or leave it to the rules.",
    nothing: "Nothing with a path was dropped. A file of another program has to be saved first.",
    browser: "A browser keeps paths to itself",
    browserNext: "A browser does not say where a file lies. Choose it among the server's folders, paste its path, or drop it onto Bulletproof's own window.",
    upload: "They are sent to the upload folder. Next you choose the profile, or leave it to the rules.",
  },
  diagnostics: {
    title: "Diagnostics",
    open: "Save diagnostics…",
    save: "Save…",
    why: "For whoever helps you. Tokens, passwords, your name and this machine's are taken out; names of files stay. Read it first: it goes nowhere by itself.",
  },
  save: { saved: (path: string) => `Saved as ${path}.`, failed: (status: number) => `The server answered ${status}.` },
  own: { logs: "Open the folder of the log", crash_reports: "Open the crash reports", about: "About Bulletproof" },
} as const;

/** The first minutes with the program. */
export const welcomeText = {
  title: "Start with a watch folder",
  lead: "A file that lands in it is encoded, verified frame by frame, and published only when it is safe to play.",
  done: "done:",
  encoder: "The encoder",
  encoderIs: (version: string) => `ffmpeg ${version} is there and works.`,
  encoderNone: "No ffmpeg was found.",
  encoderChoose: "Choose ffmpeg",
  folder: "A folder to watch, and one for what comes out",
  folderWhy: "Two folders and one rule: which files, and what they become.",
  folderIs: (watched: string, output: string) => `${watched} is watched; what is ready appears in ${output}.`,
  file: "Your first file",
  fileWhy: "Then a file is copied there, and you see the rest here.",
  fileInto: (folder: string) => `Copy one into ${folder}, or add it by its path. It is shown here at once.`,
  orElse: "Files that are finished already can be checked as they are:",
  check: "Preflight",
} as const;

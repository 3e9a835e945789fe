/** Choosing files of the server's machine, and sending them to it. */
import { count } from "./count";

export const browseText = {
  title: { files: "Choose files", folder: "Choose a folder" },
  path: "Path of a folder",
  up: "One folder up",
  filter: "Filter",
  list: "What lies here",
  all: (files: number) => `All ${count(files, "file")} here`,
  take: (files: number) => (files === 0 ? "Take files" : `Take ${count(files, "file")}`),
  takeFolder: "Take this folder",
  leftOut: (others: number) => `${count(others, "other file")} not shown`,
  empty: "No media lies here.",
  emptyWhy: "Folders and media files are shown; hidden ones and links are not.",
  noMatch: "Nothing of that name lies here.",
  upload: "Send files from this computer…",
  uploads: "Files on their way",
  sent: "sent",
  watched: "its watch folder takes it",
  waiting: "waits",
  stop: (name: string) => `Stop sending ${name}`,
  cut: "The connection was lost. Send it again.",
} as const;

/** Files of this computer on their way to the server, one after the other. */
import { browseText } from "@/i18n/en-browse";
import { ValueStore } from "@/lib/value-store";
import type { UploadedFile } from "@/api/types";
import { givenFiles } from "./given-files";

export type Upload = { id: number; name: string; size_bytes: number; sent_bytes: number; state: "waiting" | "sending" | "sent" | "watched" | "failed"; message: string | null };

export const uploads = new ValueStore<readonly Upload[]>([]);
const waiting: { id: number; file: File }[] = [];
let current: { id: number; request: XMLHttpRequest } | null = null;
let lastId = 0;

export function upload(files: readonly File[]): void {
  for (const file of files) {
    lastId += 1;
    waiting.push({ id: lastId, file });
    uploads.set([...uploads.value, { id: lastId, name: file.name, size_bytes: file.size, sent_bytes: 0, state: "waiting", message: null }]);
  }
  next();
}

export function stopUpload(id: number): void {
  const at = waiting.findIndex((each) => each.id === id);
  if (at >= 0) waiting.splice(at, 1);
  uploads.set(uploads.value.filter((each) => each.id !== id));
  if (current?.id === id) current.request.abort();
}

export function forgetUploads(): void {
  uploads.set(uploads.value.filter(({ state }) => state === "waiting" || state === "sending"));
}

function next(): void {
  const first = current === null ? waiting.shift() : undefined;
  if (first) send(first.id, first.file);
}

/** By XMLHttpRequest: fetch tells nothing of how much was sent. */
function send(id: number, file: File): void {
  const request = new XMLHttpRequest();
  current = { id, request };
  change(id, { state: "sending" });
  request.open("PUT", `/api/v1/uploads/${encodeURIComponent(file.name)}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.onprogress = ({ loaded }) => change(id, { sent_bytes: loaded });
  request.onloadend = () => {
    current = null;
    settle(id, request);
    next();
  };
  addEventListener("beforeunload", warn);
  request.send(file);
}

function settle(id: number, request: XMLHttpRequest): void {
  removeEventListener("beforeunload", warn);
  if (request.status === 201) {
    const { path, is_watched } = JSON.parse(request.responseText) as UploadedFile;
    change(id, { state: is_watched ? "watched" : "sent" });
    if (!is_watched) givenFiles.set([...givenFiles.value, path]);
  } else {
    change(id, { state: "failed", message: reasonOf(request) });
  }
}

function reasonOf({ responseText }: XMLHttpRequest): string {
  try {
    return (JSON.parse(responseText) as { detail: string }).detail;
  } catch {
    return browseText.cut;
  }
}

function change(id: number, part: Partial<Upload>): void {
  uploads.set(uploads.value.map((each) => (each.id === id ? { ...each, ...part } : each)));
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault();

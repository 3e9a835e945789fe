import { useEffect, useState } from "react";
import { droppedPaths } from "@/actions/desk";
import { addFiles } from "@/actions/given-files";
import { useSettings } from "@/actions/settings";
import { upload } from "@/actions/uploads";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { isInWindow } from "@/lib/in-window";
import { showToast } from "@/lib/toasts";
import { ValueStore } from "@/lib/value-store";
import "./desk.css";

const canUpload = new ValueStore(false);
const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** Files over the page: it says what will become of them, and takes them. A browser tells no paths, and that is said. */
export function DropOverlay() {
  const [isOver, setOver] = useState(false);
  useEffect(() => listen(setOver), []);
  const isUploaded = !!useSettings()?.intake_folder;
  useEffect(() => canUpload.set(isUploaded), [isUploaded]);
  const isTaken = isInWindow || isUploaded;
  return isOver && (
    <div className="drop" role="presentation">
      <div><Icon name="add" /><b>{isTaken ? text.drop.here : text.drop.browser}</b><p>{isInWindow ? text.drop.next : isUploaded ? text.drop.upload : text.drop.browserNext}</p></div>
    </div>
  );
}

function listen(setOver: (isOver: boolean) => void): () => void {
  const over = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault(); // or the browser opens the file in place of the page
    setOver(true);
  };
  const left = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  };
  const dropped = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setOver(false);
    void take([...(event.dataTransfer?.files ?? [])]);
  };
  addEventListener("dragenter", over);
  addEventListener("dragover", over);
  addEventListener("dragleave", left);
  addEventListener("drop", dropped);
  return () => {
    removeEventListener("dragenter", over);
    removeEventListener("dragover", over);
    removeEventListener("dragleave", left);
    removeEventListener("drop", dropped);
  };
}

async function take(files: readonly File[]): Promise<void> {
  if (!isInWindow && canUpload.value) {
    upload(files);
    addFiles([]);
    return;
  }
  const paths = isInWindow ? await droppedPaths() : [];
  if (paths.length === 0) showToast(isInWindow ? text.drop.nothing : text.drop.browserNext, { isTrouble: true });
  if (paths.length > 0 || !isInWindow) addFiles(paths);
}

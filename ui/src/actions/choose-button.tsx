import { useState } from "react";
import { Button } from "@/components/button";
import { text } from "@/i18n/en";
import { isInWindow } from "@/lib/in-window";
import { useHasWindow, choosePaths } from "./desk";
import { FileBrowser } from "./file-browser/file-browser";

type Props = { wanted: "files" | "folder"; take: (paths: readonly string[]) => void };

/** Opens the system's own dialog; in a browser, whose dialogs tell no paths, the server's folders. */
export function ChooseButton({ wanted, take }: Props) {
  const [isBrowsing, setBrowsing] = useState(false);
  const hasDialog = useHasWindow() && isInWindow;
  const choose = async () => {
    const paths = await choosePaths(wanted);
    if (paths.length > 0) take(paths);
  };
  return (
    <>
      <Button className="choose" icon="folder" onClick={() => (hasDialog ? void choose() : setBrowsing(true))}>{text.choose[wanted]}</Button>
      {isBrowsing && <FileBrowser wanted={wanted} take={take} close={() => setBrowsing(false)} />}
    </>
  );
}

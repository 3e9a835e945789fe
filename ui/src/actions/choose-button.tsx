import { Button } from "@/components/button";
import { text } from "@/i18n/en";
import { choosePaths, useHasWindow } from "./desk";

type Props = { wanted: "files" | "folder"; take: (paths: readonly string[]) => void };

/** Opens the system's own dialog; not there in a browser, whose dialogs tell no paths. */
export function ChooseButton({ wanted, take }: Props) {
  if (!useHasWindow()) return null;
  const choose = async () => {
    const paths = await choosePaths(wanted);
    if (paths.length > 0) take(paths);
  };
  return <Button className="choose" icon="folder" onClick={() => void choose()}>{text.choose[wanted]}</Button>;
}

import { type FormEvent, useState } from "react";
import { messageOf } from "@/api/errors";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { FormError } from "@/components/field";
import { FilterBox } from "@/components/filter-box";
import { Sheet } from "@/components/sheet";
import { browseText } from "@/i18n/en-browse";
import { text } from "@/i18n/en";
import { ValueStore } from "@/lib/value-store";
import { FileRows } from "./file-rows";
import { useListing } from "./use-listing";
import "./file-browser.css";

type Props = { wanted: "files" | "folder"; take: (paths: readonly string[]) => void; close: () => void };

/** Where one was last, so that the next choice begins there. */
const lastFolder = new ValueStore<string | null>(null);

/** The server's own folders: a browser's dialog would tell no paths, and shows another machine's files. */
export function FileBrowser({ wanted, take, close }: Props) {
  const [folder, setFolder] = useState(lastFolder.value);
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data, error, isPlaceholderData } = useListing(folder);
  const open = (path: string | null) => {
    lastFolder.set(path);
    setFolder(path);
    setWords("");
  };
  const done = () => {
    if (wanted === "files") take([...chosen]);
    else if (folder !== null) take([folder]);
    close();
  };
  const asked = words.trim().toLowerCase();
  const items = (data?.items ?? []).filter(({ name }) => name.toLowerCase().includes(asked));
  const foot = (
    <>
      <Button kind="solid" disabled={wanted === "files" ? chosen.size === 0 : folder === null || error !== null} onClick={done}>{wanted === "files" ? browseText.take(chosen.size) : browseText.takeFolder}</Button>
      <Button kind="quiet" onClick={close}>{text.cancel}</Button>
      <span className="sp" />
      {data !== undefined && data.left_out > 0 && <span className="xs t3">{browseText.leftOut(data.left_out)}</span>}
    </>
  );
  return (
    <Sheet wide title={browseText.title[wanted]} close={close} foot={foot}>
      <div className="fb-bar">
        <Button icon="arrow_left" bare aria-label={browseText.up} disabled={folder === null} onClick={() => open(data?.parent ?? null)} />
        <PathBox key={folder} folder={folder} open={open} />
        <FilterBox label={browseText.filter} value={words} change={setWords} />
      </div>
      <FormError message={error ? messageOf(error) : null} />
      {folder === null || !data?.folder
        ? <FileRows items={(data?.places ?? []).map(placeOf)} open={open} />
        : items.length > 0
          ? <FileRows items={items} open={open} isDimmed={isPlaceholderData} {...(wanted === "files" && { chosen, choose: setChosen })} />
          : !error && <EmptyState icon="folder" title={asked ? browseText.noMatch : browseText.empty}>{asked ? null : browseText.emptyWhy}</EmptyState>}
    </Sheet>
  );
}

const placeOf = (path: string) => ({ path, name: path, kind: "folder" as const, size_bytes: null, modified_at: null });

function PathBox({ folder, open }: { folder: string | null; open: (path: string) => void }) {
  const [written, setWritten] = useState(folder ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // the form around the button that opened this must not be sent
    if (written.trim()) open(written.trim());
  };
  return (
    <form className="fb-path" onSubmit={submit}>
      <input className="in mono" aria-label={browseText.path} placeholder={browseText.path} value={written} spellCheck={false} autoComplete="off" onChange={(event) => setWritten(event.target.value)} />
    </form>
  );
}

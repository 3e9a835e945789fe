import "./folders.css";
import { Link, useParams } from "@tanstack/react-router";
import { OrderButton } from "@/actions/order-button";
import type { Folder } from "@/api/types";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";
import { folderName } from "@/lib/paths";
import { go } from "@/lib/route";
import { useAllFolders, useStatus } from "@/live/hooks";
import { FolderEditor } from "./folder-editor";
import { useFolderPicture } from "./use-folder-picture";

export function FoldersPage() {
  const { id } = useParams({ strict: false });
  const folders = useAllFolders();
  const isLoaded = useStatus() !== null;
  const folder = id === undefined ? folders[0] : folders.find((each) => each.id === id);
  if (!isLoaded) return <PageHead title={text.folders.title} />;
  if (folder) return <FolderEditor key={folder.id} folder={folder} side={<FolderList folders={folders} current={folder.id} />} />;
  return (
    <>
      <PageHead title={text.folders.title} />
      {folders.length > 0
        ? <div className="split"><FolderList folders={folders} current={null} /><EmptyState icon="folder" title={text.folders.gone}>{text.folders.choose}</EmptyState></div>
        : <EmptyState icon="folder" title={text.folders.empty} action={<AddButton isSolid />}>{text.folders.emptyWhy}</EmptyState>}
    </>
  );
}

function AddButton({ isSolid = false }: { isSolid?: boolean }) {
  const add = () => go({ sheet: "add_folder" });
  if (isSolid) return <OrderButton kind="solid" icon="add" onClick={add}>{text.folders.addLong}</OrderButton>;
  return <OrderButton kind="quiet" small bare icon="add" aria-label={text.folders.addLong} title={text.folders.addLong} onClick={add} />;
}

function FolderList({ folders, current }: { folders: readonly Folder[]; current: string | null }) {
  return (
    <nav className="side" aria-label={text.folders.title}>
      <div className="side-head"><h2>{text.folders.title}</h2><AddButton /></div>
      {folders.map((folder) => <FolderItem key={folder.id} folder={folder} isCurrent={folder.id === current} />)}
    </nav>
  );
}

function FolderItem({ folder, isCurrent }: { folder: Folder; isCurrent: boolean }) {
  const { icon, hue, state } = useFolderPicture(folder);
  return (
    <Link to="/folders/$id" params={{ id: folder.id }} className="side-item" aria-current={isCurrent ? "page" : undefined}>
      <Icon name={icon} className={hue} />
      <b className="el" title={folder.watch_directory}>{folderName(folder.watch_directory)}</b>
      <small className="el">{folder.state === "watching" ? `${text.folders.rules(folder.rules.length)} · ${state}` : state}</small>
    </Link>
  );
}

import { Link } from "@tanstack/react-router";
import { removeFolder, rescanFolder } from "@/actions/folders";
import { OrderButton } from "@/actions/order-button";
import type { Folder } from "@/api/types";
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu";
import { text } from "@/i18n/en";
import { history } from "@/lib/history";
import { folderName } from "@/lib/paths";
import { useFolder } from "@/live/hooks";
import { useFolderPicture } from "./use-folder-picture";

export function FolderRow({ id }: { id: string }) {
  const folder = useFolder(id);
  return folder ? <Row folder={folder} /> : null;
}

function Row({ folder }: { folder: Folder }) {
  const { icon, hue, state, detail, why, others } = useFolderPicture(folder);
  return (
    <li className="wf">
      <span className={hue}><Icon name={icon} /></span>
      <Link to="/folders/$id" params={{ id: folder.id }} className="linkish b el" title={folder.watch_directory}>{folderName(folder.watch_directory)}</Link>
      <span className={hue === "c-warn" ? "w c-warn" : "w"}>{state}</span>
      <FolderMenu folder={folder} />
      <span className="d el" title={why ?? detail}>{detail}</span>
      {others.map((line) => <span key={line} className="d el" title={line}>{line}</span>)}
    </li>
  );
}

function FolderMenu({ folder }: { folder: Folder }) {
  const entries = [
    { label: text.order.lookNow, icon: "refresh" as const, run: () => void rescanFolder(folder) },
    { label: text.folders.edit, icon: "settings" as const, run: () => history.push(`/folders/${folder.id}`) },
    "line" as const,
    { label: text.folders.remove, icon: "close" as const, run: () => void removeFolder(folder) },
  ];
  return (
    <Menu entries={entries}>
      <OrderButton kind="quiet" small bare icon="more" aria-label={text.order.moreFor(folderName(folder.watch_directory))} />
    </Menu>
  );
}

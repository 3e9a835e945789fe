import { removeFolder, rescanFolder } from "@/actions/folders";
import { OrderButton } from "@/actions/order-button";
import type { Folder } from "@/api/types";
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu";
import { text } from "@/i18n/en";
import { folderName } from "@/lib/paths";
import { go } from "@/lib/route";
import { useNow } from "@/lib/use-now";
import { useActivity, useConnection, useFolder } from "@/live/hooks";
import { pictureOf } from "./folder-picture";

const SECOND_MS = 1_000;

export function FolderRow({ id }: { id: string }) {
  const folder = useFolder(id);
  const activity = useActivity(id);
  const clock_ms = useNow(SECOND_MS);
  const { phase, heardAt_ms } = useConnection();
  const now_ms = phase === "live" ? clock_ms : heardAt_ms; // without word nobody knows how the scan's age goes on
  if (!folder) return null;
  const { icon, hue, state, detail, why, others } = pictureOf(folder, activity, now_ms);
  return (
    <li className="wf">
      <span className={hue}><Icon name={icon} /></span>
      <button type="button" className="linkish b el" title={folder.watch_directory} onClick={() => go({ sheet: "folder", id })}>
        {folderName(folder.watch_directory)}
      </button>
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
    { label: text.folders.edit, icon: "settings" as const, run: () => go({ sheet: "folder", id: folder.id }) },
    "line" as const,
    { label: text.folders.remove, icon: "close" as const, run: () => void removeFolder(folder) },
  ];
  return (
    <Menu entries={entries}>
      <OrderButton kind="quiet" small bare icon="more" aria-label={text.order.moreFor(folderName(folder.watch_directory))} />
    </Menu>
  );
}

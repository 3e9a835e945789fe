import { OrderButton } from "@/actions/order-button";
import { EmptyState } from "@/components/empty-state";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { go } from "@/lib/route";
import { useIds } from "@/live/hooks";
import { FolderRow } from "./folder-row";

export function FoldersPanel() {
  const ids = useIds("folders");
  const add = () => go({ sheet: "add_folder" });
  if (ids.length === 0) {
    return (
      <Panel title={text.folders.title} className="folders">
        <EmptyState icon="folder" title={text.folders.empty} action={<OrderButton icon="add" onClick={add}>{text.folders.addLong}</OrderButton>}>
          {text.folders.emptyWhy}
        </EmptyState>
      </Panel>
    );
  }
  const tools = <OrderButton kind="quiet" small icon="add" onClick={add}>{text.folders.add}</OrderButton>;
  return (
    <Panel title={text.folders.title} count={ids.length} className="folders" tools={tools}>
      <div className="scroller"><ul>{ids.map((id) => <FolderRow key={id} id={id} />)}</ul></div>
    </Panel>
  );
}

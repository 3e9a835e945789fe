import { FinishedPanel } from "@/features/finished/finished-panel";
import { FoldersPanel } from "@/features/folders/folders-panel";
import { QueuePanel } from "@/features/queue/queue-panel";
import { RunningPanel } from "@/features/running/running-panel";

export function Dashboard() {
  return (
    <>
      <div className="col">
        <RunningPanel />
        <QueuePanel />
      </div>
      <div className="col">
        <FinishedPanel />
        <FoldersPanel />
      </div>
    </>
  );
}

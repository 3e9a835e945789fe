import { FinishedPanel } from "@/features/finished/finished-panel";
import { FoldersPanel } from "@/features/folders/folders-panel";
import { DoorsLine } from "@/features/doors/doors-line";
import { QueueButtons } from "@/features/frame/queue-buttons";
import { KeepsPanel } from "@/features/lock/keeps-panel";
import { QueuePanel } from "@/features/queue/queue-panel";
import { RunningPanel } from "@/features/running/running-panel";
import { Welcome } from "@/features/welcome/welcome";
import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";
import { PHONE, useMedia } from "@/lib/use-media";
import { useStatus } from "@/live/hooks";
import { Loading } from "./loading";

export function DashboardPage() {
  const isPhone = useMedia(PHONE);
  const isLoaded = useStatus() !== null;
  return (
    <>
      <PageHead title={text.frame.product}>
        {!isPhone && <QueueButtons />}
      </PageHead>
      {isLoaded && <DoorsLine />}
      <div className="floor">{isLoaded ? <Panels /> : <Loading />}</div>
    </>
  );
}

function Panels() {
  return (
    <>
      <div className="col">
        <RunningPanel />
        <QueuePanel welcome={<Welcome />} />
      </div>
      <div className="col">
        <KeepsPanel />
        <FinishedPanel />
        <FoldersPanel />
      </div>
    </>
  );
}

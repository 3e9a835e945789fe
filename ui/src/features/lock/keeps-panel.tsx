import { Icon, type IconName } from "@/components/icon";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { useIds, useStatus } from "@/live/hooks";

/** While it is locked: what stands still, so that nobody has to wonder. */
export function KeepsPanel() {
  const lock = useStatus()?.lock;
  const running = useIds("running").length;
  const queued = useIds("queue").length;
  if (!lock?.is_locked) return null;
  const { lock: words } = text;
  return (
    <Panel title={words.keeps} className="keeps">
      {running > 0 && <Kept icon={lock.running === "freeze" ? "freeze" : "encoding"} fact={words.running[lock.running](running)} more={words.runningMore[lock.running]} />}
      <Kept icon="hold" fact={words.queued(queued)} more={words.queuedMore} />
      <Kept icon="folder" fact={words.deleted} more={words.deletedMore} />
      <Kept icon="settings" fact={words.settings} more={words.settingsMore} />
      <Kept icon="watching" fact={words.folders} more={words.foldersMore} />
    </Panel>
  );
}

function Kept({ icon, fact, more }: { icon: IconName; fact: string; more: string }) {
  return <div className="kept"><Icon name={icon} /><span>{fact}<small>{more}</small></span></div>;
}

import type { CSSProperties } from "react";
import { text } from "@/i18n/en";
import { bytesText } from "@/lib/format/numbers";
import { shortVersion } from "@/lib/format/version";
import { folderName } from "@/lib/paths";
import { useIds, useStatus } from "@/live/hooks";

const MAX_DISKS = 2;

export function Foot() {
  const status = useStatus();
  const running = useIds("running").length;
  if (!status) return <footer className="foot" />;
  const total = Object.values(status.slots).reduce((sum, slots) => sum + slots.total, 0);
  const { show_ready, warnings, not_ready } = status.today;
  return (
    <footer className="foot">
      <span>{text.foot.slots} <b>{text.foot.of(running, total)}</b></span>
      {status.disks.slice(0, MAX_DISKS).map((disk) => (
        <span key={disk.directory} title={disk.directory}>
          {text.foot.disk(folderName(disk.directory))} <b>{text.foot.free(bytesText(disk.free_bytes))}</b>
          <i className="meter" style={{ "--p": `${usedPercent(disk)}%` } as CSSProperties} />
        </span>
      ))}
      <span title={status.ffmpeg_version ?? undefined}>ffmpeg <b>{shortVersion(status.ffmpeg_version) ?? text.foot.missing}</b></span>
      {running > 0 && status.keeps_awake && <span title={text.settings.awakeHint}>{text.foot.awake}</span>}
      <span className="sp" />
      <span>{text.foot.today} <b>{text.foot.verdicts(show_ready, warnings, not_ready)}</b></span>
      <span>{text.frame.product} <b>{status.version}</b></span>
    </footer>
  );
}

function usedPercent({ free_bytes, total_bytes }: { free_bytes: number; total_bytes: number }): number {
  return total_bytes > 0 ? Math.round(100 * (1 - free_bytes / total_bytes)) : 0;
}

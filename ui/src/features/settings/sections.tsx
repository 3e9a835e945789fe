import { openOwnFolder } from "@/actions/desk";
import { overlay } from "@/actions/everywhere";
import type { Settings } from "@/api/types";
import { Button } from "@/components/button";
import { text } from "@/i18n/en";
import { UNKNOWN } from "@/lib/format/numbers";
import { whenText } from "@/lib/format/times";
import { isInWindow } from "@/lib/in-window";
import { go } from "@/lib/route";
import { useStatus } from "@/live/hooks";
import { ChoiceSetting, NumberSetting, Setting, SwitchSetting, TextSetting } from "./setting";
import { Updates } from "./updates";

const { settings: words, look } = text;
const THEMES = [["system", look.system], ["dark", look.dark], ["light", look.light], ["contrast", look.contrast]] as const;
const DENSITIES = [["compact", look.compact], ["normal", look.normal], ["relaxed", look.relaxed]] as const;
const CLOCKS = [["24h", words.clock24], ["12h", words.clock12]] as const;
const NOTIFY = [["all", words.notify.all], ["failures", words.notify.failures], ["none", words.notify.none]] as const;
const GIGA = 1_000_000_000;
const HOURS = [[-1, words.scrubNever], ...Array.from({ length: 24 }, (_, hour) => [hour, words.scrubAt(hour)] as const)] as const;

type Props = { settings: Settings; isLocked: boolean };

function General({ settings }: Props) {
  return (
    <>
      <ChoiceSetting settings={settings} name="theme" label={words.theme} options={THEMES} />
      <ChoiceSetting settings={settings} name="density" label={words.density} options={DENSITIES} />
      <ChoiceSetting settings={settings} name="clock" label={words.clock} options={CLOCKS} />
      <SwitchSetting settings={settings} name="letter_keys" label={words.letterKeys} hint={words.letterKeysHint} />
      <div className="setting"><span /><Button small onClick={() => overlay.set("keys")}>{words.keys}</Button></div>
    </>
  );
}

function Encoding(props: Props) {
  const status = useStatus();
  const automatic = status?.slots["cpu"]?.total ?? 1;
  const slotsHint = props.settings.slots_cpu === null ? `${words.slotsHint} ${words.slotsAuto(automatic)}` : words.slotsHint;
  const ffmpegHint = status?.ffmpeg_path ? `${words.ffmpegHint} ${words.ffmpegIs(status.ffmpeg_path)}` : words.ffmpegHint;
  return (
    <>
      <NumberSetting {...props} name="slots_cpu" label={words.slots} hint={slotsHint} min={1} max={64} empty={String(automatic)} />
      <NumberSetting {...props} name="stall_s" label={words.stall} hint={words.stallHint} unit={words.seconds} min={5} max={3600} />
      <NumberSetting {...props} name="disk_reserve_bytes" label={words.reserve} hint={words.reserveHint} unit={words.gigabytes} scale={GIGA} min={0} max={1_000_000} step={0.5} />
      <TextSetting {...props} name="ffmpeg_path" label={words.ffmpeg} hint={ffmpegHint} empty="/opt/ffmpeg/bin/ffmpeg" />
    </>
  );
}

function Arrival(props: Props) {
  return (
    <>
      <NumberSetting {...props} name="quiet_s" label={words.quiet} hint={words.quietHint} unit={words.seconds} min={0.1} max={3600} step={0.5} />
      <NumberSetting {...props} name="incomplete_quiet_s" label={words.incomplete} hint={words.incompleteHint} unit={words.seconds} min={0.1} max={86_400} />
      <TextSetting {...props} name="intake_folder" label={words.intake} hint={words.intakeHint} empty="/srv/show/uploads" />
    </>
  );
}

function Safety(props: Props) {
  return (
    <>
      <ChoiceSetting {...props} name="scrub_hour" label={words.scrub} hint={words.scrubHint} options={HOURS} />
      <Setting label={words.hours} hint={words.hoursHint}>{(ids) => <Button {...ids} small icon="clock" onClick={() => go({ sheet: "lock_hours" })}>{words.hoursEdit}</Button>}</Setting>
    </>
  );
}

function Desktop({ settings }: Props) {
  const isRefused = useStatus()?.keeps_awake === false;
  return (
    <>
      <ChoiceSetting settings={settings} name="notifications" label={words.notifications} hint={words.notificationsHint} options={NOTIFY} />
      <SwitchSetting settings={settings} name="keep_awake" label={words.awake} hint={isRefused ? words.awakeFails : words.awakeHint} />
    </>
  );
}

function About({ settings }: Props) {
  const status = useStatus();
  return (
    <>
      <dl className="about">
        <dt>{words.version}</dt><dd>{text.frame.product} {status?.version ?? UNKNOWN}</dd>
        <dt>{words.engine}</dt><dd>{status?.ffmpeg_version ?? status?.ffmpeg_problem ?? UNKNOWN}</dd>
        <dt>{words.started}</dt><dd>{whenText(status?.started_at, new Date())}</dd>
        <dt>{words.telemetry}</dt><dd>{settings.update_feed ? words.telemetryButUpdates : words.telemetryIs}</dd>
        <dt>{words.licence}</dt><dd>{words.licenceIs}</dd>
        <dt>{words.api}</dt><dd>{words.apiMore} {!isInWindow && <a className="link" href="/docs">{words.apiOpen}</a>}</dd>
        <dt>{words.help}</dt>
        <dd className="help">
          <Button small icon="report" onClick={() => go({ sheet: "diagnostics" })}>{text.diagnostics.open}</Button>
          {status?.has_window && <Button small icon="folder" onClick={() => void openOwnFolder("logs")}>{text.own.logs}</Button>}
          {status?.has_window && <Button small icon="folder" onClick={() => void openOwnFolder("crash_reports")}>{text.own.crash_reports}</Button>}
        </dd>
      </dl>
      <Updates settings={settings} />
    </>
  );
}

export const SECTIONS = { general: General, encoding: Encoding, arrival: Arrival, desktop: Desktop, safety: Safety, about: About } as const;
export type SectionName = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];
/** What Show Lock leaves alone: it changes no file. */
export const ALWAYS_OPEN: readonly SectionName[] = ["general", "desktop", "about"];

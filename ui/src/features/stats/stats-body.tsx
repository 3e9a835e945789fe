import type { components } from "@/api/schema.gen";
import { Panel } from "@/components/panel";
import { text } from "@/i18n/en";
import { UNKNOWN, bytesText, countText, speedText } from "@/lib/format/numbers";
import { dayText } from "@/lib/format/times";
import { folderName } from "@/lib/paths";
import { Bars } from "./bars";
import { type Day, type Item, type Sums, everyDay, filesOf } from "./days";

const { stats: words } = text;
const HOUR_S = 3600;
type Props = { summary: components["schemas"]["SummaryOut"]; byDay: readonly Item[]; byProfile: readonly Item[]; byFolder: readonly Item[] };

export function StatsBody({ summary, byDay, byProfile, byFolder }: Props) {
  const { sums, failures, first_day, last_day } = summary;
  const days = everyDay(first_day, last_day, byDay);
  return (
    <div className="stats">
      <Tiles sums={sums} />
      <FilesChart days={days} sums={sums} />
      <MediaChart days={days} sums={sums} />
      <div className="stats-pair">
        <SumsTable title={words.byProfile} name={words.profile} items={byProfile} />
        <SumsTable title={words.byFolder} name={words.folder} items={byFolder} shorten={folderName} />
      </div>
      <Reasons failures={failures} />
      <details className="panel stats-table"><summary>{words.asTable}</summary><SumsRows name={words.day} items={byDay} /></details>
    </div>
  );
}

function Tiles({ sums }: { sums: Sums }) {
  const files = filesOf(sums);
  const share = files > 0 ? `${Math.floor((100 * sums.show_ready) / files)} %` : UNKNOWN;
  const tiles: readonly (readonly [string, string, string, string])[] = [
    [words.files, countText(files), "", ""],
    [words.ready, countText(sums.show_ready), share, "c-ready"],
    [words.warnings, countText(sums.warnings), "", sums.warnings > 0 ? "c-warn" : ""],
    [words.failed, countText(sums.not_ready), "", sums.not_ready > 0 ? "c-fail" : ""],
    [words.media, mediaText(sums.media_s), "", ""],
    [words.speed, speedText(sums.speed), words.speedWhy, ""],
    [words.size, bytesText(sums.output_bytes), words.sizeWas(bytesText(sums.source_bytes)), ""],
  ];
  return <dl className="tiles">{tiles.map(([name, value, more, hue]) => <div key={name}><dt>{name}</dt><dd className={hue}>{value}</dd>{more && <dd className="more">{more}</dd>}</div>)}</dl>;
}

function FilesChart({ days, sums }: { days: readonly Day[]; sums: Sums }) {
  const bars = days.map(({ day, sums: { show_ready, warnings, not_ready } }) => ({
    key: day, label: dayName(day), said: words.at(show_ready, warnings, not_ready),
    parts: [{ value: show_ready, look: "bar-ready" }, { value: warnings, look: "bar-warn" }, { value: not_ready, look: "bar-fail" }],
  }));
  const summary = words.chart(words.files, days.length, words.at(sums.show_ready, sums.warnings, sums.not_ready));
  return <Bars title={words.filesByDay} summary={summary} bars={bars} axis={(value) => (Number.isInteger(value) ? countText(value) : "")} />;
}

function MediaChart({ days, sums }: { days: readonly Day[]; sums: Sums }) {
  const longest_s = Math.max(...days.map((day) => day.sums.media_s));
  const [unit_s, said] = longest_s > 2 * HOUR_S ? [HOUR_S, words.hours] as const : longest_s > 120 ? [60, words.minutes] as const : [1, words.seconds] as const;
  const axis = (value: number) => said(trimmed(value));
  const bars = days.map(({ day, sums: { media_s, speed } }) => ({
    key: day, label: dayName(day), said: `${mediaText(media_s)} · ${speedText(speed)}`, parts: [{ value: media_s / unit_s, look: "bar-media" }],
  }));
  return <Bars title={words.mediaByDay} summary={words.chart(words.media, days.length, mediaText(sums.media_s))} bars={bars} axis={axis} />;
}

type TableProps = { title: string; name: string; items: readonly Item[]; shorten?: (name: string) => string };

function SumsTable({ title, name, items, shorten = (same) => same }: TableProps) {
  const sorted = items.toSorted((a, b) => filesOf(b.sums) - filesOf(a.sums));
  return <Panel title={title} className="stats-table"><SumsRows name={name} items={sorted} shorten={shorten} /></Panel>;
}

function SumsRows({ name, items, shorten = (same) => same }: Omit<TableProps, "title">) {
  return (
    <div className="stats-scroll" role="region" aria-label={name} tabIndex={0}><table>
      <thead><tr><th>{name}</th><th className="r">{words.ready}</th><th className="r">{words.warnings}</th><th className="r">{words.failed}</th><th className="r">{words.media}</th><th className="r">{words.speed}</th></tr></thead>
      <tbody>
        {items.map(({ key, name: full, sums }) => (
          <tr key={key}>
            <th scope="row" className="el" title={full}>{shorten(full)}</th>
            <td className="r">{countText(sums.show_ready)}</td>
            <td className={sums.warnings > 0 ? "r c-warn" : "r t3"}>{countText(sums.warnings)}</td>
            <td className={sums.not_ready > 0 ? "r c-fail" : "r t3"}>{countText(sums.not_ready)}</td>
            <td className="r">{mediaText(sums.media_s)}</td>
            <td className="r t2">{speedText(sums.speed)}</td>
          </tr>
        ))}
      </tbody>
    </table></div>
  );
}

function Reasons({ failures }: { failures: readonly { code: string; jobs: number }[] }) {
  const most = failures[0]?.jobs ?? 1;
  return (
    <Panel title={words.reasons} className="reasons">
      {failures.length === 0 && <p className="hint">{words.noReasons}</p>}
      <ul>
        {failures.map(({ code, jobs }) => (
          <li key={code}><span>{sentenceOf(code)} <code>{code}</code></span><span className="r">{countText(jobs)}</span><i><i style={{ width: `${(100 * jobs) / most}%` }} /></i></li>
        ))}
      </ul>
    </Panel>
  );
}

/** `no_audio` → "No audio": the codes are words already. */
const sentenceOf = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");

const dayName = (day: string): string => dayText(new Date(`${day}T12:00:00`));
const trimmed = (value: number): string => String(Number(value.toFixed(1)));

function mediaText(seconds: number): string {
  if (seconds <= 0) return UNKNOWN;
  if (seconds < 120) return words.seconds(trimmed(seconds));
  return seconds < HOUR_S ? words.minutes(trimmed(seconds / 60)) : words.hours(trimmed(seconds / HOUR_S));
}

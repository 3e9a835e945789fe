/** What was measured of source and output, line by line, and which lines differ. */
import type { Evidence, Finding, Job, Level, Report } from "@/api/types";
import { codecName, containerName } from "@/i18n/codecs";
import { text } from "@/i18n/en";
import { UNKNOWN, bytesText, countText, rateText } from "@/lib/format/numbers";
import { positionText } from "@/lib/format/times";

export type FactRow = { name: string; source: string; output: string; differs: boolean; level: Level | null };

type Reader = readonly [name: string, read: (evidence: Evidence, path: string) => string | null, codes: readonly string[]];

const joined = (...parts: (string | number | null | undefined | false)[]): string | null => parts.filter(Boolean).join(" ") || null;

const RANGES: Readonly<Record<string, string>> = { tv: text.facts.limited, pc: text.facts.full };

const READERS: readonly Reader[] = [
  [text.facts.format, (e, path) => joined(containerName(e.container, path), e.video[0] && "·", codecName(e.video[0]?.codec), e.video[0]?.codec_profile), ["wrong_codec", "wrong_codec_profile", "wrong_container", "codec_tag"]],
  [text.facts.picture, (e) => (e.video[0] ? `${e.video[0].width} × ${e.video[0].height}` : null), ["no_video", "wrong_size", "size_multiple", "not_square_pixels", "rotation", "clean_aperture"]],
  [text.facts.rate, (e) => (e.video[0]?.frame_rate ? `${rateText(e.video[0].frame_rate)} fps` : null), ["variable_frame_rate", "timestamps", "odd_frame_rate", "wrong_frame_rate", "repeated_frames"]],
  [text.facts.length, (e) => (e.duration_s === null ? null : positionText(e.duration_s)), ["duration_differs", "truncated", "edit_list"]],
  [text.facts.frames, (e) => (e.frames === null ? null : countText(e.frames)), ["frames_differ"]],
  [text.facts.pixels, (e) => e.video[0]?.pixel_format ?? null, ["wrong_pixel_format", "alpha_lost"]],
  [text.facts.colour, colourOf, ["colour_untagged", "colour_mismatch", "colour_changed"]],
  [text.facts.sound, soundOf, ["no_audio", "audio_codec", "audio_rate", "audio_depth", "audio_channels"]],
  [text.facts.size, (e) => (e.size_bytes === null ? null : bytesText(e.size_bytes)), []],
];
/** A size that differs is what an encode is for, so it is not marked. */
const MAY_DIFFER = new Set<string>([text.facts.size]);

export function factRows(report: Report, job: Job): FactRow[] {
  const source = report.source && { ...report.source, size_bytes: report.source.size_bytes ?? job.size_bytes };
  return READERS.map(([name, read, codes]) => {
    const [left, right] = [source && read(source, job.source), report.output && read(report.output, job.output)];
    const isComparable = Boolean(left && right) && !MAY_DIFFER.has(name);
    return { name, source: left || UNKNOWN, output: right || UNKNOWN, differs: isComparable && left !== right, level: levelOf(report.findings, codes) };
  }).filter((row) => row.source !== UNKNOWN || row.output !== UNKNOWN);
}

function colourOf({ video: [first] }: Evidence): string | null {
  const range = first?.color_range;
  return [first?.color_primaries, range && (RANGES[range] ?? range)].filter(Boolean).join(", ") || null;
}

function soundOf({ audio: [first, ...others] }: Evidence): string | null {
  if (!first) return null;
  const rate = `${first.sample_rate_hz / 1000} kHz`;
  const channels = first.channel_layout ?? text.facts.channels(first.channels);
  return joined(codecName(first.codec), rate, channels, others.length > 0 && `+ ${others.length}`);
}

function levelOf(findings: readonly Finding[], codes: readonly string[]): Level | null {
  const found = findings.filter((finding) => codes.includes(finding.code) && finding.level !== "note" && !finding.of_source).map((finding) => finding.level);
  return found.includes("fail") ? "fail" : (found[0] ?? null);
}

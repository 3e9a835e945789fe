/** What a profile makes, line by line, as people compare them. */
import type { Profile } from "@/api/types";
import { codecName } from "@/i18n/codecs";
import { text } from "@/i18n/en";
import { rateText, signedText } from "@/lib/format/numbers";

const { profiles: words } = text;
export type Facts = readonly (readonly [string, string])[];
const MEGA = 1_000_000;
const KILO = 1_000;

const joined = (...parts: (string | false | null | undefined)[]): string => parts.filter(Boolean).join(" · ");

export function pictureFacts({ video_settings: video, width, height, frame_rate }: Profile): Facts {
  if (!video) return [[words.picture, words.noPicture]];
  const rate = video.crf !== null ? joined(`CRF ${video.crf}`, video.max_bitrate_bps !== null && `≤ ${video.max_bitrate_bps / MEGA} ${words.unit.mbps}`) : video.bitrate_bps !== null && `${video.bitrate_bps / MEGA} ${words.unit.mbps}`;
  const facts: [string, string | false | null][] = [
    [words.codec, joined(codecName(video.codec), video.codec_profile, video.hardware)],
    [words.pixelFormat, joined(video.pixel_format, video.keeps_alpha && words.alpha)],
    [words.steer, rate],
    [words.preset, video.encoder_preset],
    [words.size, width !== null && height !== null ? `${width} × ${height}` : joined(words.asSource, video.divisor > 2 && `${words.divisor.toLowerCase()} ${video.divisor}`)],
    [words.frameRate, frame_rate === null ? words.asSource : rateText(frame_rate)],
    [words.keyframes, video.is_all_intra ? words.allIntra : video.keyframe_interval_s !== null && `${video.keyframe_interval_s} ${words.unit.s}`],
    [words.ssim, video.lowest_ssim === null ? words.notCompared : `SSIM ${video.lowest_ssim.toFixed(2)}`],
  ];
  return facts.filter((fact): fact is [string, string] => typeof fact[1] === "string" && fact[1] !== "");
}

export function soundFacts({ audio_settings: audio }: Profile): Facts {
  if (!audio) return [[words.sound, words.noSound]];
  return [
    [words.codec, joined(codecName(audio.codec), audio.bitrate_bps !== null && `${audio.bitrate_bps / KILO} ${words.unit.kbps}`)],
    [words.sampleRate, audio.sample_rate_hz === null ? words.asSource : `${audio.sample_rate_hz / KILO} kHz`],
    [words.loudness, audio.loudness_lufs === null ? words.leftAlone : joined(`${signedText(audio.loudness_lufs)} ${words.unit.lufs}`, `≤ ${signedText(audio.true_peak_dbtp)} ${words.unit.dbtp}`)],
  ];
}

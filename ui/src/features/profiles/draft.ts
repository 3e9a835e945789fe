/** A profile while it is being written. What follows from something else is derived, so that it can't be wrong. */
import type { ProfileChoices, ProfileDraft } from "@/api/profiles";
import type { Profile } from "@/api/types";

export type Video = NonNullable<ProfileDraft["video"]>;
export type Audio = NonNullable<ProfileDraft["audio"]>;
export type VideoCodec = Video["codec"];

const INTRA: readonly VideoCodec[] = ["prores", "hap", "dnxhd", "mjpeg"];
const NORMAL_CRF: Partial<Record<VideoCodec, number>> = { h264: 18, hevc: 20, av1: 28 };
const AAC_BPS = 192_000;

export function draftOf({ name, description, container, target, video_settings, audio_settings }: Profile): ProfileDraft {
  return { name, description, container, target, video: video_settings, audio: audio_settings };
}

/** The name of a copy: one that is still free. */
export function freeName(name: string, taken: readonly string[]): string {
  const own = `my-${name}`.slice(0, 60);
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? own : `${own}-${number}`;
    if (!taken.includes(tried)) return tried;
  }
}

/** The formats that a codec's kind can be given. */
export function formatsOf(video: Video, choices: ProfileChoices): readonly string[] {
  const codec = choices.video[video.codec];
  return codec?.codec_profiles[video.codec_profile ?? ""] ?? codec?.pixel_formats ?? [];
}

/** What else has to change when the codec does: nothing of the old one may stay behind. */
export function withCodec(draft: ProfileDraft, codec: VideoCodec, choices: ProfileChoices): ProfileDraft {
  const rules = choices.video[codec];
  if (!rules) return draft;
  const kind = rules.needs_codec_profile ? (Object.keys(rules.codec_profiles).at(-2) ?? Object.keys(rules.codec_profiles)[0] ?? null) : null;
  const { width = null, height = null, frame_rate = null, deinterlaces = true, lowest_ssim = 0.9 } = draft.video ?? {};
  const bare: Video = {
    codec, codec_profile: kind, pixel_format: "", width, height, frame_rate, deinterlaces, lowest_ssim,
    crf: rules.highest_crf === null ? null : (NORMAL_CRF[codec] ?? 20),
    encoder_preset: rules.has_presets ? "medium" : null,
    divisor: codec === "hap" ? 4 : 2,
  };
  const container = rules.containers.includes(draft.container) ? draft.container : (rules.containers[0] ?? draft.container);
  return withContainer({ ...draft, video: derived({ ...bare, pixel_format: formatsOf(bare, choices)[0] ?? "" }, choices) }, container, choices);
}

export function withoutPicture(draft: ProfileDraft, choices: ProfileChoices): ProfileDraft {
  return withContainer({ ...draft, video: null, audio: draft.audio ?? { codec: "pcm_s24le" } }, "wav", choices);
}

/** A container that can't hold the sound takes one that it can. */
export function withContainer(draft: ProfileDraft, container: ProfileDraft["container"], choices: ProfileChoices): ProfileDraft {
  const sounds = choices.audio[container] ?? [];
  const { audio } = draft;
  if (!audio || sounds.includes(audio.codec)) return { ...draft, container };
  return { ...draft, container, audio: withSound(audio, (sounds[0] ?? "aac") as Audio["codec"]) };
}

export function withSound(audio: Audio | null, codec: Audio["codec"]): Audio {
  return { ...audio, codec, bitrate_bps: codec === "aac" ? (audio?.bitrate_bps ?? AAC_BPS) : null };
}

export function derived(video: Video, choices: ProfileChoices): Video {
  const formats = formatsOf(video, choices);
  const pixel_format = formats.includes(video.pixel_format) ? video.pixel_format : (formats[0] ?? video.pixel_format);
  const is_all_intra = INTRA.includes(video.codec) || (video.is_all_intra ?? false);
  const keyframe_interval_s = is_all_intra ? null : (video.keyframe_interval_s ?? null);
  return {
    ...video, pixel_format, is_all_intra, keyframe_interval_s,
    force_keyframes: keyframe_interval_s !== null && (video.force_keyframes ?? false),
    keeps_alpha: video.codec_profile === "hap_alpha" || pixel_format.startsWith("yuva"),
    max_bitrate_bps: video.crf == null ? null : (video.max_bitrate_bps ?? null),
  };
}

export const alwaysIntra = (codec: VideoCodec): boolean => INTRA.includes(codec);

import type { ProfileChoices, ProfileDraft } from "@/api/profiles";
import { codecName } from "@/i18n/codecs";
import { text } from "@/i18n/en";
import { type Video, type VideoCodec, alwaysIntra, derived, formatsOf, withCodec, withoutPicture } from "./draft";
import { Choice, Numeric, Toggle } from "./fields";

const { profiles: words } = text;
const RATES = ["24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60"] as const;
const RATE_NAMES: Record<string, string> = { "24000/1001": "23.976", "30000/1001": "29.97", "60000/1001": "59.94" };
const MEGA = 1_000_000;
const NONE = "none";

type Props = { draft: ProfileDraft; choices: ProfileChoices; errors: Readonly<Record<string, string>>; set: (draft: ProfileDraft) => void };
type PartProps = { video: Video; choices: ProfileChoices; at: (name: string) => string | undefined; change: (part: Partial<Video>) => void };

export function PictureFields({ draft, choices, errors, set }: Props) {
  const { video } = draft;
  const codecs = Object.keys(choices.video) as VideoCodec[];
  const at = (name: string) => errors[`video.${name}`];
  const change = (part: Partial<Video>) => video && set({ ...draft, video: derived({ ...video, ...part }, choices) });
  const choose = (codec: VideoCodec | typeof NONE) => set(codec === NONE ? withoutPicture(draft, choices) : withCodec(draft, codec, choices));
  return (
    <div className="pgrid">
      <Choice label={words.codec} error={at("codec")} value={video?.codec ?? NONE} options={[...codecs.map((codec) => [codec, codecName(codec) ?? codec] as const), [NONE, words.noPicture]]} choose={choose} />
      {video && <Coding video={video} choices={choices} at={at} change={change} />}
      {video && <Shape video={video} choices={choices} at={at} change={change} />}
    </div>
  );
}

function Coding({ video, choices, at, change }: PartProps) {
  const rules = choices.video[video.codec];
  const kinds = Object.keys(rules?.codec_profiles ?? {});
  const kindOptions = [...(rules?.needs_codec_profile ? [] : [["", words.own] as const]), ...kinds.map((kind) => [kind, kind] as const)];
  return (
    <>
      {kinds.length > 0 && <Choice label={words.kind} error={at("codec_profile")} value={video.codec_profile ?? ""} options={kindOptions} choose={(kind) => change({ codec_profile: kind || null })} />}
      <Choice label={words.pixelFormat} error={at("pixel_format")} value={video.pixel_format} options={formatsOf(video, choices).map((format) => [format, format])} choose={(pixel_format) => change({ pixel_format })} />
      {rules && rules.highest_crf !== null && <Steering video={video} choices={choices} at={at} change={change} />}
      {rules?.has_presets && <Choice label={words.preset} error={at("encoder_preset")} value={video.encoder_preset ?? "medium"} options={choices.encoder_presets.map((preset) => [preset, preset])} choose={(encoder_preset) => change({ encoder_preset })} />}
      {video.codec === "hap" && <Numeric label={words.chunks} error={at("chunks")} value={video.chunks} empty={words.own} change={(chunks) => change({ chunks })} />}
      <Hardware video={video} choices={choices} at={at} change={change} />
    </>
  );
}

function Steering({ video, at, change }: PartProps) {
  const isByQuality = video.crf != null;
  const choose = (by: "crf" | "bitrate") => change(by === "crf" ? { crf: 18, bitrate_bps: null } : { crf: null, bitrate_bps: 20 * MEGA });
  return (
    <>
      <Choice label={words.steer} value={isByQuality ? "crf" : "bitrate"} options={[["crf", words.byQuality], ["bitrate", words.byBitrate]]} choose={choose} />
      {isByQuality && <Numeric label={words.crf} hint={words.crfHint} error={at("crf")} value={video.crf} change={(crf) => change({ crf: crf ?? 0 })} />}
      {isByQuality && <Numeric label={words.maxBitrate} error={at("max_bitrate_bps")} value={video.max_bitrate_bps} scale={MEGA} unit={words.unit.mbps} empty={words.noLimit} change={(max_bitrate_bps) => change({ max_bitrate_bps })} />}
      {!isByQuality && <Numeric label={words.bitrate} error={at("bitrate_bps")} value={video.bitrate_bps} scale={MEGA} unit={words.unit.mbps} change={(bitrate_bps) => change({ bitrate_bps })} />}
    </>
  );
}

function Hardware({ video, choices, at, change }: PartProps) {
  const makers = Object.entries(choices.hardware).filter(([, codecs]) => codecs.includes(video.codec)).map(([maker]) => [maker, maker] as const);
  if (makers.length === 0) return null;
  return <Choice label={words.hardware} error={at("hardware")} value={video.hardware ?? ""} options={[["", words.cpu], ...makers]} choose={(maker) => change({ hardware: (maker || null) as Video["hardware"] & (string | null) })} />;
}

function Shape({ video, choices, at, change }: PartProps) {
  const isIntra = alwaysIntra(video.codec);
  const rates = [["", words.asSource] as const, ...RATES.map((rate) => [rate as string, RATE_NAMES[rate] ?? rate] as const)];
  return (
    <>
      <Numeric label={words.width} error={at("width")} value={video.width} unit={words.unit.px} empty={words.asSource} change={(width) => change({ width })} />
      <Numeric label={words.height} error={at("height")} value={video.height} unit={words.unit.px} empty={words.asSource} change={(height) => change({ height })} />
      <Choice label={words.frameRate} error={at("frame_rate")} value={String(video.frame_rate ?? "")} options={rates} choose={(rate) => change({ frame_rate: rate || null })} />
      <Choice label={words.divisor} error={at("divisor")} value={String(video.divisor ?? 1)} options={choices.divisors.map((divisor) => [String(divisor), String(divisor)])} choose={(divisor) => change({ divisor: Number(divisor) })} />
      {!video.is_all_intra && <Numeric label={words.keyframes} error={at("keyframe_interval_s")} value={video.keyframe_interval_s} unit={words.unit.s} step={0.5} empty={words.own} change={(keyframe_interval_s) => change({ keyframe_interval_s })} />}
      <Numeric label={words.ssim} hint={words.ssimHint} error={at("lowest_ssim")} value={video.lowest_ssim} step={0.01} empty={words.notCompared} change={(lowest_ssim) => change({ lowest_ssim })} />
      <div className="pchecks">
        <Toggle label={words.deinterlaces} checked={video.deinterlaces ?? true} change={(deinterlaces) => change({ deinterlaces })} />
        {!isIntra && <Toggle label={words.allIntra} checked={video.is_all_intra ?? false} change={(is_all_intra) => change({ is_all_intra })} />}
        {!video.is_all_intra && video.keyframe_interval_s != null && <Toggle label={words.exactKeys} checked={video.force_keyframes ?? false} change={(force_keyframes) => change({ force_keyframes })} />}
        {video.keeps_alpha && <p className="hint">{words.alpha}</p>}
      </div>
    </>
  );
}

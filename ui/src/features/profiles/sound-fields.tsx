import type { ProfileChoices, ProfileDraft } from "@/api/profiles";
import { codecName } from "@/i18n/codecs";
import { text } from "@/i18n/en";
import { type Audio, withSound } from "./draft";
import { Choice, Numeric } from "./fields";

const { profiles: words } = text;
const KILO = 1_000;
const NONE = "none";

type Props = { draft: ProfileDraft; choices: ProfileChoices; errors: Readonly<Record<string, string>>; set: (draft: ProfileDraft) => void };

export function SoundFields({ draft, choices, errors, set }: Props) {
  const audio = draft.audio ?? null;
  const at = (name: string) => errors[`audio.${name}`];
  const change = (part: Partial<Audio>) => audio && set({ ...draft, audio: { ...audio, ...part } });
  const codecs = (choices.audio[draft.container] ?? []) as readonly Audio["codec"][];
  const none = draft.video ? [[NONE, words.noSound] as const] : [];
  const choose = (codec: Audio["codec"] | typeof NONE) => set({ ...draft, audio: codec === NONE ? null : withSound(audio, codec) });
  const rates = [["", words.asSource] as const, ...choices.sample_rates_hz.map((rate) => [String(rate), `${rate / KILO} kHz`] as const)];
  return (
    <div className="pgrid">
      <Choice label={words.codec} error={at("codec") ?? errors["audio"]} value={audio?.codec ?? NONE} options={[...codecs.map((codec) => [codec, codecName(codec) ?? codec] as const), ...none]} choose={choose} />
      {audio?.codec === "aac" && <Numeric label={words.bitrate} error={at("bitrate_bps")} value={audio.bitrate_bps} scale={KILO} unit={words.unit.kbps} step={32} change={(bitrate_bps) => change({ bitrate_bps })} />}
      {audio && <Choice label={words.sampleRate} error={at("sample_rate_hz")} value={String(audio.sample_rate_hz ?? "")} options={rates} choose={(rate) => change({ sample_rate_hz: rate ? Number(rate) : null })} />}
      {audio && <Numeric label={words.loudness} hint={words.loudnessHint} error={at("loudness_lufs")} value={audio.loudness_lufs} unit={words.unit.lufs} step={0.5} empty={words.leftAlone} change={(loudness_lufs) => change({ loudness_lufs })} />}
      {audio?.loudness_lufs != null && <Numeric label={words.truePeak} error={at("true_peak_dbtp")} value={audio.true_peak_dbtp} unit={words.unit.dbtp} step={0.5} change={(peak) => change({ true_peak_dbtp: peak ?? -1 })} />}
    </div>
  );
}

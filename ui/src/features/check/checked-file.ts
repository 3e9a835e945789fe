/** One file of a preflight as the server tells it, made into what a row shows. */
import type { CheckFileOut } from "@/api/checks";
import type { Evidence } from "@/api/types";
import { codecName } from "@/i18n/codecs";
import { percent } from "@/lib/format/numbers";
import { folderName } from "@/lib/paths";
import type { CheckedFile } from "./check-files";

export function checkedFile(file: CheckFileOut): CheckedFile {
  const { path, state, verdict, findings, cure, error, media, fraction } = file;
  return {
    path, name: folderName(path), state, verdict, findings, cure, trouble: error, percent: percent(fraction),
    length_s: media?.duration_s ?? null, picture: media && pictureOf(media), bit_rate_bps: media && rateOf(media),
  };
}

/** `ProRes Proxy · 1080p`; by width and height where it is no usual size. */
function pictureOf({ video: [first], audio }: Evidence): string | null {
  if (!first) return audio[0] ? (codecName(audio[0].codec) ?? null) : null;
  const size = first.width * 9 === first.height * 16 ? `${first.height}p` : `${first.width} × ${first.height}`;
  const codec = [codecName(first.codec), first.codec === "prores" && first.codec_profile].filter(Boolean).join(" ");
  return `${codec} · ${size}`;
}

function rateOf({ bit_rate_bps, size_bytes, duration_s }: Evidence): number | null {
  return bit_rate_bps ?? (size_bytes !== null && duration_s ? (size_bytes * 8) / duration_s : null);
}

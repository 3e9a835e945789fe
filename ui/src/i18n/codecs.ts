/** ffmpeg's names for formats, as the trade writes them. What isn't listed is shown as ffmpeg says it. */
const NAMES: Readonly<Record<string, string>> = {
  aac: "AAC",
  av1: "AV1",
  dnxhd: "DNxHD",
  ffv1: "FFV1",
  flac: "FLAC",
  h264: "H.264",
  hap: "HAP",
  hevc: "HEVC",
  mjpeg: "Photo-JPEG",
  mp3: "MP3",
  mpeg2video: "MPEG-2",
  mpeg4: "MPEG-4",
  prores: "ProRes",
  vp9: "VP9",
};

export function codecName(codec: string | undefined): string | undefined {
  const bits = /^pcm_[sfu](\d+)/.exec(codec ?? "")?.[1];
  return bits ? `PCM ${bits} bit` : codec && (NAMES[codec] ?? codec);
}

/** One demuxer reads many kinds and calls itself by all of them (`mov,mp4,m4a,…`); the file's name tells which. */
export function containerName(container: string | null, path: string): string | null {
  const kinds = container?.split(",") ?? [];
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const kind = kinds.includes(extension) ? extension : kinds[0];
  return kind ? (kind === "matroska" ? "MKV" : kind.toUpperCase()) : null;
}

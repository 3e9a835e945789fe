import { describe, expect, it } from "vitest";
import type { Evidence, Report } from "@/api/types";
import { codecName, containerName } from "@/i18n/codecs";
import { aJob } from "@/test/examples";
import { commandLine } from "./command-line";
import { factRows } from "./fact-rows";

const VIDEO: Evidence["video"][number] = {
  codec: "prores", codec_tag: "apch", codec_profile: "HQ", width: 1920, height: 1080, pixel_format: "yuv422p10le", frame_rate: "25/1",
  duration_s: 10, color_primaries: "bt709", color_transfer: "bt709", color_matrix: "bt709", color_range: "tv",
  codec_level: null, sample_aspect: "1/1", field_order: "progressive", rotation_deg: 0, has_alpha: false, timecode: null,
};
const SOURCE: Evidence = {
  container: "mov,mp4,m4a,3gp,3g2,mj2", size_bytes: 1000, duration_s: 10, bit_rate_bps: null, video: [VIDEO], audio: [], frames: 250, decode_errors: 0,
  black: [], frozen: [], silent: [], flashes: [], repeated_frames: 0, interlaced_frames: 0, sound: [], similarity: null, key_distance_s: null,
  peak_bps: null, index_in_front: null, unreadable: null, sha256: null,
};
const REPORT: Report = {
  job_id: "a", attempt: 1, target: "qlab", verdict: "not_ready", source: SOURCE, output: { ...SOURCE, size_bytes: 500, video: [{ ...VIDEO, pixel_format: "yuv420p", width: 1280 }] },
  findings: [{ code: "wrong_pixel_format", level: "fail", message: "", measured: null, limit: null, at_s: null, duration_s: null, of_source: false }],
  ffmpeg_version: null, encoder: null, command: [], log_tail: "", encode_s: null, encode_cpu_s: null, verify_s: null, made_at: "2026-11-23T17:40:00Z", cure: null, stills: [], waveform: [],
};

describe("the facts", () => {
  it("mark what differs, in a hue only where the difference is a finding", () => {
    const rows = Object.fromEntries(factRows(REPORT, aJob("a")).map((row) => [row.name, row]));
    expect(rows["Pixels"]).toMatchObject({ differs: true, level: "fail" });
    expect(rows["Picture"]).toMatchObject({ source: "1920 × 1080", output: "1280 × 1080", differs: true, level: null });
    expect(rows["Rate"]).toMatchObject({ differs: false });
  });

  it("name formats as the trade does, by the file's own extension", () => {
    const job = aJob("a", { source: "/drop/a.mov", output: "/out/a.mp4" });
    expect(factRows(REPORT, job)[0]).toMatchObject({ source: "MOV · ProRes HQ", output: "MP4 · ProRes HQ" });
    expect([codecName("pcm_s24le"), codecName("hevc"), codecName("wmv3")]).toEqual(["PCM 24 bit", "HEVC", "wmv3"]);
    expect([containerName("matroska,webm", "/a.mkv"), containerName(null, "/a.mkv")]).toEqual(["MKV", null]);
  });

  it("don't call a smaller file a difference, and leave out what neither has", () => {
    const rows = Object.fromEntries(factRows(REPORT, aJob("a")).map((row) => [row.name, row]));
    expect(rows["Size"]).toMatchObject({ differs: false });
    expect(rows["Sound"]).toBeUndefined();
  });
});

describe("the command", () => {
  it("can be pasted into a shell", () => {
    expect(commandLine(["ffmpeg", "-i", "file:/a b/it's.mov"])).toBe(`ffmpeg -i 'file:/a b/it'\\''s.mov'`);
  });
});

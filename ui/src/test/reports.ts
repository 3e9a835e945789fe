/** A report as the server sends it, for tests to change one thing of. */
import type { Evidence, Finding, Report } from "@/api/types";

const VIDEO: Evidence["video"][number] = {
  codec: "prores", codec_tag: "apch", codec_profile: "HQ", width: 1920, height: 1080, pixel_format: "yuv422p10le", frame_rate: "25/1",
  duration_s: 10, color_primaries: "bt709", color_transfer: "bt709", color_matrix: "bt709", color_range: "tv",
  codec_level: null, sample_aspect: "1/1", field_order: "progressive", rotation_deg: 0, has_alpha: false, timecode: null,
};

export function anEvidence(change: Partial<Evidence> = {}): Evidence {
  return {
    container: "mov,mp4,m4a,3gp,3g2,mj2", size_bytes: 1000, duration_s: 10, bit_rate_bps: null, video: [VIDEO], audio: [], frames: 250, decode_errors: 0,
    black: [], frozen: [], silent: [], flashes: [], repeated_frames: 0, interlaced_frames: 0, sound: [], similarity: null, key_distance_s: null,
    peak_bps: null, index_in_front: null, unreadable: null, sha256: null, ...change,
  };
}

export function aFinding(change: Partial<Finding> = {}): Finding {
  return { code: "black", level: "fail", message: "Black, and the source has a picture there", measured: "0.52 s", limit: "0.50 s", at_s: 5, duration_s: 0.52, of_source: false, ...change };
}

export function aReport(change: Partial<Report> = {}): Report {
  const findings = [aFinding(), aFinding({ code: "colour_untagged", level: "warn", message: "No colour tags", at_s: null, duration_s: null }), aFinding({ code: "frozen", level: "note", message: "Stands still", at_s: 1, of_source: true })];
  return {
    job_id: "a", attempt: 1, target: "qlab", verdict: "not_ready", findings, source: anEvidence(), output: anEvidence({ size_bytes: 500, sha256: "ab".repeat(32) }),
    ffmpeg_version: "9.0.2", encoder: "prores_ks", command: ["ffmpeg", "-i", "file:/a.mov", "-c:v", "prores_ks", "-c:a", "pcm_s24le"], log_tail: "done", encode_s: 8, encode_cpu_s: 9,
    verify_s: 2, made_at: "2026-11-23T17:40:00Z", cure: null, stills: [], waveform: [], ...change,
  };
}

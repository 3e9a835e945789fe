"""The profiles beyond the first ten, each made for one kind of player.

Hap decodes on the graphics card, in blocks of 4 × 4 pixels. 4444 carries transparency, DNxHR goes to editing,
an all-intra H.264 can be jumped into at any frame, and a cue's sound is PCM, because every lossy codec leaves
a gap at a loop's seam.
"""

from bulletproof.domain.profile import AudioSettings, Profile, VideoSettings

EBU_R128_LUFS = -23.0

_CUE = AudioSettings(codec="pcm_s24le", sample_rate_hz=48_000)
_HAP_SOUND = AudioSettings(codec="pcm_s16le", sample_rate_hz=48_000)


def _hap(kind: str, *, keeps_alpha: bool = False) -> VideoSettings:
    return VideoSettings(
        codec="hap",
        codec_profile=kind,
        pixel_format="rgba",
        keeps_alpha=keeps_alpha,
        is_all_intra=True,
        divisor=4,
    )


SHOW_PROFILES = (
    Profile(
        "live-hap",
        "Hap for media servers: many layers at once, decoded by the graphics card",
        "mov",
        _hap("hap"),
        _HAP_SOUND,
        "resolume",
    ),
    Profile(
        "live-hap-alpha",
        "Hap Alpha for media servers: with transparency",
        "mov",
        _hap("hap_alpha", keeps_alpha=True),
        _HAP_SOUND,
        "resolume",
    ),
    Profile(
        "live-hap-q",
        "Hap Q for media servers: finer gradients, twice the size of Hap",
        "mov",
        _hap("hap_q"),
        _HAP_SOUND,
        "resolume",
    ),
    Profile(
        "live-prores-4444",
        "ProRes 4444 for QLab: full colour, with transparency where the source has it",
        "mov",
        VideoSettings(
            codec="prores",
            codec_profile="4444",
            pixel_format="yuva444p10le",
            keeps_alpha=True,
            is_all_intra=True,
        ),
        _CUE,
        "qlab",
    ),
    Profile(
        "live-dnxhr-hq",
        "DNxHR HQ for editing and archives, from 256 × 120 pixels up",
        "mov",
        VideoSettings(codec="dnxhd", codec_profile="dnxhr_hq", pixel_format="yuv422p", is_all_intra=True),
        AudioSettings(codec="pcm_s24le"),
        "archive",
    ),
    Profile(
        "live-h264-lowlatency",
        "H.264 in which every frame is a key frame: jumps, scrubs and loops at once",
        "mov",
        VideoSettings(
            codec="h264",
            codec_profile="high",
            encoder_preset="fast",
            crf=18,
            pixel_format="yuv420p",
            is_all_intra=True,
        ),
        _CUE,
        "millumin",
    ),
    Profile(
        "live-av1-linux",
        "AV1 MKV for Linux playback (mpv; 5 s keyframes): half the size of H.264",
        "mkv",
        VideoSettings(codec="av1", crf=26, pixel_format="yuv420p", keyframe_interval_s=5.0),
        AudioSettings(codec="flac", sample_rate_hz=48_000),
        "any",
    ),
    Profile(
        "photo-jpeg",
        "Photo-JPEG for QLab and older media servers: every frame a picture of its own",
        "mov",
        VideoSettings(codec="mjpeg", pixel_format="yuvj422p", is_all_intra=True),
        _CUE,
        "qlab",
    ),
    Profile(
        "web-h264",
        "H.264 for web pages (2 s keyframes, at most 12 Mb/s, starts at once)",
        "mp4",
        VideoSettings(
            codec="h264",
            codec_profile="high",
            encoder_preset="medium",
            crf=20,
            max_bitrate_bps=12_000_000,
            pixel_format="yuv420p",
            keyframe_interval_s=2.0,
            force_keyframes=True,
        ),
        AudioSettings(codec="aac", bitrate_bps=192_000, sample_rate_hz=48_000),
        "web",
    ),
    Profile(
        "audio-cue",
        "Sound cue: WAV, 24-bit 48 kHz, of any file with sound",
        "wav",
        None,
        _CUE,
        "audio-cue",
    ),
    Profile(
        "audio-cue-r128",
        "Sound cue at the loudness of EBU R 128 (-23 LUFS): WAV, 24-bit 48 kHz",
        "wav",
        None,
        AudioSettings(codec="pcm_s24le", sample_rate_hz=48_000, loudness_lufs=EBU_R128_LUFS),
        "audio-cue",
    ),
)

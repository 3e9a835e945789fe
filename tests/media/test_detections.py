"""ffmpeg's own lines, as it wrote them."""

from dataclasses import replace

from bulletproof.domain.media import ContentFacts, MediaFacts, Span
from bulletproof.media.detections import Detections, Run
from tests.support.evidence import MEDIA, PICTURE, SOUND

STEREO = replace(MEDIA, audio=(replace(SOUND, duration_s=None),))
LINES = """\
[idet@picture @ 0x5560c217fd80] [info] Multi frame detection: TFF:     0 BFF:     0 Progressive:     0 Und
[silencedetect@1 @ 0x7fef60003140] [info] channel: 0 | silence_start: 0.2
[silencedetect@1 @ 0x7fef60003140] [info] channel: 1 | silence_start: 0.3
[freezedetect@still @ 0x7fef60002cc0] [info] lavfi.freezedetect.freeze_start: 0.4
[metadata@black @ 0x7f9914002a40] [info] frame:10   pts:5120       pts_time:0.4
[metadata@black @ 0x7f9914002a40] [info] lavfi.black_start=0.4
[silencedetect@1 @ 0x7fef60003140] [info] channel: 0 | silence_end: 1.200023 | silence_duration: 0.900023
[metadata@black_ @ 0x7f9914002ec0] [info] frame:31    pts:15872     pts_time:1.24
[metadata@black_ @ 0x7f9914002ec0] [info] lavfi.black_end=1.24
[freezedetect@still @ 0x7fef60002cc0] [info] lavfi.freezedetect.freeze_duration: 0.84
[freezedetect@still @ 0x7fef60002cc0] [info] lavfi.freezedetect.freeze_end: 1.24
[idet@picture @ 0x7f99] [info] Multi frame detection: TFF:  35 BFF:  1 Progressive:   15 Undetermined:   2
[ebur128@1 @ 0x7ff8d0002f40] [info] Summary:

  Integrated loudness:
    I:         -18.2 LUFS
    Threshold: -28.2 LUFS

  True peak:
    Peak:       -0.4 dBFS
[info] frame=   50 fps=0.0 q=-0.0 Lsize=N/A time=00:00:02.00
"""


def seen(text: str, facts: MediaFacts = STEREO, *, loose: bool = False) -> ContentFacts:
    detections = Detections()
    for line in text.splitlines():
        detections.feed(line)
    return detections.content(facts, Run(50, 2.0, 0, None), loose=loose)


def test_each_filter_is_read_in_its_own_words() -> None:
    found = seen(LINES)
    assert found.black == found.frozen == (Span(0.4, 0.84),)
    assert found.silent == (Span(0.3, 0.900023),)
    assert (found.interlaced_frames, found.frames_looked_at) == (36, 53)
    assert (found.sound[0].loudness_lufs, found.sound[0].true_peak_dbtp) == (-18.2, -0.4)


def test_only_what_is_for_it_is_kept_from_the_log() -> None:
    detections = Detections()
    assert [line for line in LINES.splitlines() if not detections.feed(line)] == LINES.splitlines()[-1:]


def test_what_lasts_until_the_end_of_the_file_ends_with_it() -> None:
    found = seen("[freezedetect@still @ 0x1] [info] lavfi.freezedetect.freeze_start: 1.5")
    assert found.frozen == (Span(1.5, 0.5),)


def test_a_repeat_is_counted_and_is_no_stretch() -> None:
    found = seen(
        "[freezedetect@same @ 0x1] [info] lavfi.freezedetect.freeze_start: 0.4\n"
        "[freezedetect@same @ 0x1] [info] lavfi.freezedetect.freeze_end: 0.52"
    )
    assert (found.repeated_frames, found.frozen) == (2, ())


def test_a_source_s_stretches_may_be_a_little_shorter() -> None:
    black = "[metadata@black @ 0x1] [info] frame:{0} pts:0 pts_time:{1}\n"
    text = (
        black.format(10, 0.4)
        + "[metadata@black @ 0x1] [info] lavfi.black_start=0.4\n"
        + black.format(21, 0.84)
        + "[metadata@black_ @ 0x1] [info] lavfi.black_end=0.84"
    )
    assert (seen(text).black, seen(text, loose=True).black) == ((), (Span(0.4, 0.44),))


def test_silent_is_where_every_channel_of_every_stream_is() -> None:
    facts = replace(
        STEREO, audio=(replace(SOUND, channels=1, duration_s=None), replace(SOUND, index=2, duration_s=None))
    )
    found = seen(
        "[silencedetect@1 @ 0x1] [info] channel: 0 | silence_start: 0\n"
        "[silencedetect@2 @ 0x2] [info] channel: 0 | silence_start: 0\n"
        "[silencedetect@2 @ 0x2] [info] channel: 1 | silence_start: 0.5\n"
        "[silencedetect@1 @ 0x1] [info] channel: 0 | silence_end: 1.5 | silence_duration: 1.5",
        facts,
    )
    assert found.silent == (Span(0.5, 1.0),)
    assert [sound.dead_channels for sound in found.sound] == [(), (0,)]


def test_a_title_can_not_speak_for_a_filter() -> None:
    line = "[info]     title           : [freezedetect@same @ 0x1] [info] freeze_start: 0.1"
    assert not Detections().feed(line)
    assert seen(line, replace(STEREO, video=(PICTURE,))).frozen == ()

"""ffmpeg's own lines, as it wrote them."""

from bulletproof.domain.media import Span
from bulletproof.media.detections import Detections

LINES = """\
[Parsed_silencedetect_2 @ 0x7fef60003140] [info] silence_start: 0.3
[Parsed_freezedetect_1 @ 0x7fef60002cc0] [info] lavfi.freezedetect.freeze_start: 0.4
[Parsed_silencedetect_2 @ 0x7fef60003140] [info] silence_end: 1.200023 | silence_duration: 0.900023
[Parsed_blackdetect_0 @ 0x7fef60002840] [info] black_start:0.4 black_end:1.24 black_duration:0.84
[Parsed_freezedetect_1 @ 0x7fef60002cc0] [info] lavfi.freezedetect.freeze_duration: 0.84
[Parsed_freezedetect_1 @ 0x7fef60002cc0] [info] lavfi.freezedetect.freeze_end: 1.24
[info] frame=   50 fps=0.0 q=-0.0 Lsize=N/A time=00:00:02.00
"""


def fed(text: str) -> Detections:
    detections = Detections()
    for line in text.splitlines():
        detections.feed(line)
    return detections


def test_each_filter_is_read_in_its_own_words() -> None:
    found = fed(LINES)
    assert found.black == found.frozen == (Span(0.4, 0.84),)
    assert found.silent == (Span(0.3, 0.900023),)


def test_what_lasts_until_the_end_of_the_file_ends_with_it() -> None:
    found = fed("[f @ 0x1] [info] lavfi.freezedetect.freeze_start: 1.5")
    assert not found.frozen
    found.close(2.0)
    assert found.frozen == (Span(1.5, 0.5),)


def test_two_sound_streams_are_told_apart() -> None:
    found = fed(
        "[s @ 0x1] silence_start: 0\n[s @ 0x2] silence_start: 1\n"
        "[s @ 0x1] silence_end: 2\n[s @ 0x2] silence_end: 4"
    )
    assert found.silent == (Span(0, 2.0), Span(1.0, 3.0))

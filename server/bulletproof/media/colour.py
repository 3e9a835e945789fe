"""The numbers of ITU-T H.273 as the words that ffmpeg prints; 2 and what is not in the table is not told."""

from bulletproof.domain.media import Colour

PRIMARIES = {1: "bt709", 4: "bt470m", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 8: "film", 9: "bt2020"}
PRIMARIES |= {10: "smpte428", 11: "smpte431", 12: "smpte432", 22: "ebu3213"}
TRANSFERS = {1: "bt709", 4: "gamma22", 5: "gamma28", 6: "smpte170m", 7: "smpte240m", 8: "linear"}
TRANSFERS |= {9: "log100", 10: "log316", 11: "iec61966-2-4", 12: "bt1361e", 13: "iec61966-2-1"}
TRANSFERS |= {14: "bt2020-10", 15: "bt2020-12", 16: "smpte2084", 17: "smpte428", 18: "arib-std-b67"}
MATRICES = {0: "gbr", 1: "bt709", 4: "fcc", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 8: "ycgco"}
MATRICES |= {9: "bt2020nc", 10: "bt2020c", 14: "ictcp"}
RANGES = {1: "tv", 2: "pc"}


def colour(primaries: int, transfer: int, matrix: int, full_range: int) -> Colour | None:
    """`full_range` in libav's numbers: 1 limited, 2 full. None where none of the four is told."""
    found = Colour(
        PRIMARIES.get(primaries), TRANSFERS.get(transfer), MATRICES.get(matrix), RANGES.get(full_range)
    )
    return None if found == Colour() else found

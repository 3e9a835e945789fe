"""Whether a raw stream's last packet is all there.

FLAC, MP3 and AAC files are frames one after another, with nothing around them that a cut could break. Each
frame tells its own length or carries a checksum; libav hands a cut one on as it is.
"""

_MPEG1_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)  # layer III (ISO 11172-3)
_MPEG2_KBPS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)  # ISO 13818-3
_MPEG1_RATES_HZ = (44_100, 48_000, 32_000, 0)
_ID3V1_BYTES = 128
_SHORTEST_HEADER_BYTES = 7


def is_cut(container: str, frame: bytes, *, left_bytes: int) -> bool:
    """False also where it can't be told; `left_bytes` stand behind it in the file."""
    if container not in ("flac", "mp3", "aac"):
        return False
    if 0 < left_bytes < _SHORTEST_HEADER_BYTES:
        return True  # of a frame of which not even that is there
    if container == "flac":
        return frame[:1] == b"\xff" and _crc16(_without_tag(frame)) != 0
    return len(frame) < (_mp3_bytes(frame) if container == "mp3" else _adts_bytes(frame))


def _without_tag(frame: bytes) -> bytes:
    return frame[:-_ID3V1_BYTES] if frame[-_ID3V1_BYTES:][:3] == b"TAG" else frame


def _crc16(frame: bytes) -> int:
    """RFC 9639 section 9.3: polynomial 0x8005 from 0; over frame and checksum it comes to 0."""
    crc = 0
    for byte in frame:
        crc = (crc << 8 & 0xFFFF) ^ _CRC_TABLE[crc >> 8 ^ byte]
    return crc


def _crc_of(byte: int) -> int:
    crc = byte << 8
    for _ in range(8):
        crc = crc << 1 ^ (0x8005 if crc & 0x8000 else 0)
    return crc & 0xFFFF


_CRC_TABLE = tuple(_crc_of(byte) for byte in range(256))


def _mp3_bytes(frame: bytes) -> int:
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE6 != 0xE2:
        return 0
    version, padding = frame[1] >> 3 & 3, frame[2] >> 1 & 1
    is_mpeg1 = version == 3
    rate_hz = _MPEG1_RATES_HZ[frame[2] >> 2 & 3] >> {3: 0, 2: 1, 0: 2}.get(version, 0)
    kbps = (_MPEG1_KBPS if is_mpeg1 else _MPEG2_KBPS)[frame[2] >> 4]
    if not rate_hz or not kbps:
        return 0
    return (144 if is_mpeg1 else 72) * kbps * 1000 // rate_hz + padding


def _adts_bytes(frame: bytes) -> int:
    """ISO 13818-7 section 6.2: 13 bits of the header."""
    if len(frame) < 6 or frame[0] != 0xFF or frame[1] & 0xF6 != 0xF0:
        return 0
    return (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5

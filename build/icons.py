"""Draw every icon from the one SVG of the dashboard: `.venv/bin/python build/icons.py`.

Run by hand when the drawing changes; the results are committed, so that packaging needs no picture tools.
Both containers hold plain PNGs (Windows Vista, macOS 10.7 and later), so they are put together here.
"""

import os
import struct
from collections.abc import Mapping

from places import ICONS, ROOT, UI

DRAWING = UI / "public" / "favicon.svg"
LINUX_PX = 512
SHOWN = ROOT / "desktop" / "bulletproof_desktop" / "icon.png"  # by the window, its notifications and the tray
SHOWN_PX = 256
ICO_PX = (16, 24, 32, 48, 64, 128, 256)
# Apple's four letters for a PNG of that size; the second of a size is its double-density place.
ICNS_PX = {
    **{b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256},
    **{b"ic14": 512, b"ic09": 512, b"ic10": 1024},
}


def main() -> None:
    drawn = {size_px: _drawn(size_px) for size_px in {*ICO_PX, *ICNS_PX.values(), LINUX_PX}}
    ICONS.mkdir(exist_ok=True)
    (ICONS / "bulletproof.png").write_bytes(drawn[LINUX_PX])
    SHOWN.write_bytes(drawn[SHOWN_PX])
    (ICONS / "bulletproof.svg").write_bytes(DRAWING.read_bytes())
    (ICONS / "bulletproof.ico").write_bytes(ico({size_px: drawn[size_px] for size_px in ICO_PX}))
    (ICONS / "bulletproof.icns").write_bytes(icns({kind: drawn[px] for kind, px in ICNS_PX.items()}))


def ico(pngs: Mapping[int, bytes]) -> bytes:
    """A Windows icon of square PNGs by their size in pixels; 0 stands for 256 in its header."""
    entries, offset = b"", 6 + 16 * len(pngs)
    for size_px, png in pngs.items():
        entries += struct.pack("<BBBBHHII", size_px % 256, size_px % 256, 0, 0, 1, 32, len(png), offset)
        offset += len(png)
    return struct.pack("<HHH", 0, 1, len(pngs)) + entries + b"".join(pngs.values())


def icns(pngs: Mapping[bytes, bytes]) -> bytes:
    """A macOS icon of PNGs by Apple's kind."""
    body = b"".join(kind + struct.pack(">I", 8 + len(png)) + png for kind, png in pngs.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def _drawn(size_px: int) -> bytes:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, the binding a text
    return bytes(buffer.data().data())


if __name__ == "__main__":
    main()

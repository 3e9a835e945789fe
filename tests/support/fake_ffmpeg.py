"""Stands in for ffmpeg where a fault is wanted: `fake_ffmpeg.py FAULT`, speaking `-progress` on stdout.

It stands beside the tests that run the real one and replaces none of them.
"""

import os
import signal
import sys
import time


def _progress(position_s: float, *, end: bool = False) -> None:
    print(
        f"frame={int(position_s * 25)}", f"out_time_us={int(position_s * 1_000_000)}", "speed=1.5x", sep="\n"
    )
    print("progress=end" if end else "progress=continue", flush=True)


def _hang() -> None:
    _progress(0.1)
    signal.pause()


def _hang_deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _hang()


def _flood() -> None:
    for number in range(10_000):
        print(f"[mpeg2video @ 0x1] [error] ac-tex damaged at {number} {'x' * 40}", file=sys.stderr)
    _progress(1.0, end=True)


def _one_endless_line() -> None:
    sys.stderr.write("x" * 3_000_000)
    _progress(1.0, end=True)


def _crash() -> None:
    _progress(0.1)
    os.kill(os.getpid(), signal.SIGSEGV)


def _disk_full() -> None:
    print("[out#0/mov @ 0x1] [error] Error writing trailer: No space left on device", file=sys.stderr)
    sys.exit(228)


def _give_up() -> None:
    print("[vist#0:0/h264 @ 0x1] [fatal] Nothing was decoded \x1b[2J", file=sys.stderr)
    sys.exit(1)


def _busy() -> None:
    """Shows nothing, and computes: slow, not stuck."""
    until_s = time.monotonic() + float(sys.argv[2])
    while time.monotonic() < until_s:
        sum(range(10_000))
    _progress(1.0, end=True)


if __name__ == "__main__":
    globals()[f"_{sys.argv[1]}"]()

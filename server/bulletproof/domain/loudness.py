"""By how much a sound is made louder or softer, so that its programme loudness is the one asked for.

A plain gain is the only change that keeps a mix as it was mixed: it can't pump, and it is exact, since
loudness moves by as many LU as the gain has dB (ITU-R BS.1770-5). Where the peaks leave no room for it, it
stops there and says so, instead of limiting what somebody mixed.
"""

from dataclasses import dataclass

NO_LOUDER_THAN_SILENCE_LUFS = -70.0  # the absolute gate of BS.1770: nothing above it was heard
ROUNDING_DB = 0.1  # measured peaks are told to a tenth
WORTH_TELLING_LU = 0.5  # EBU R 128: what a programme may be off by


@dataclass(frozen=True, slots=True)
class Loudness:
    integrated_lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True)
class Gain:
    gain_db: float
    note: str | None = None
    """Why the loudness that was asked for is not reached."""


def gain_to(target_lufs: float, *, true_peak_dbtp: float, measured: Loudness | None) -> Gain:
    """`true_peak_dbtp`: what no peak may pass. `measured` None: too short or too soft to have a loudness."""
    if measured is None:
        return Gain(0.0, "Its loudness was left alone: it is silent, or shorter than 0.4 s.")
    wanted_db = target_lufs - measured.integrated_lufs
    room_db = true_peak_dbtp - ROUNDING_DB - measured.true_peak_dbtp
    if wanted_db <= room_db:
        return Gain(round(wanted_db, 2))
    reached_lufs = measured.integrated_lufs + room_db
    if target_lufs - reached_lufs <= WORTH_TELLING_LU:
        return Gain(round(room_db, 2))
    return Gain(
        round(room_db, 2),
        f"Its loudness is {reached_lufs:.1f} LUFS, not {target_lufs:.1f}: any louder, its peaks would pass"
        f" {true_peak_dbtp:.1f} dBTP. Compress it in the mix, or choose a softer loudness.",
    )

"""Every code that a check may give: its title, what it means on show day, and what helps.

Codes are stable: they stand in JSON, the database, reports and other people's scripts. A code may be added
here; none is ever renamed or given another meaning. Documents, dashboard and reports take their words from
this one list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Remedy(StrEnum):
    ENCODE = "encode"  #: a profile makes a sound file of it
    COPY = "copy"  #: the file itself is broken: copy, record or download it again
    REMAKE = "remake"  #: it lost something on the way: make it again from its source
    LOOK = "look"  #: a profile keeps it as it is: only a person can tell whether it is meant so
    RENAME = "rename"  #: another file name is all it needs


@dataclass(frozen=True, slots=True)
class Code:
    title: str
    meaning: str
    """What it means on show day, one sentence."""
    remedy: Remedy


_E, _C, _R, _L = Remedy.ENCODE, Remedy.COPY, Remedy.REMAKE, Remedy.LOOK

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "unreadable": Code("Can't be opened", "No player will open it.", _C),
        "truncated": Code("The end is missing", "It stops early, or won't open at all.", _C),
        "decode_error": Code("Damaged inside", "Blocks, green frames or a stop at that place.", _C),
        "no_video": Code("No picture", "The screen stays dark.", _R),
        "no_audio": Code("No sound", "The cue is silent.", _R),
        "extra_stream": Code("More streams than needed", "Most players ignore them.", _L),
        "duration_differs": Code("Not as long as its source", "Something is lost or was added.", _R),
        "frames_differ": Code("Not as many frames as its source", "Frames are lost or were added.", _R),
        "av_length": Code("Picture and sound differ in length", "One ends before the other.", _L),
        "av_start": Code("Picture and sound start apart", "Players that ignore the delay lose sync.", _L),
        "variable_frame_rate": Code("Frame rate varies", "It stutters and drifts out of sync.", _E),
        "odd_frame_rate": Code(
            "Unusual frame rate", "On a display that runs at no multiple of it, it judders.", _L
        ),
        "timestamps": Code("Time stamps are damaged", "It freezes or jumps at that place.", _E),
        "wrong_frame_rate": Code("Another frame rate than asked", "It judders on that display.", _L),
        "repeated_frames": Code("Frames are shown twice", "Movement stutters.", _R),
        "interlaced": Code("Interlaced", "Movement shows combs on a screen.", _E),
        "wrong_codec": Code("Codec not accepted", "The player won't play it.", _E),
        "wrong_codec_profile": Code("Codec profile not accepted", "The player may refuse it.", _E),
        "wrong_pixel_format": Code("Pixel format not accepted", "The player may refuse it.", _E),
        "wrong_container": Code("Container not accepted", "The player won't open it.", _E),
        "codec_tag": Code("Unusual codec tag", "Some players won't recognise the codec.", _E),
        "wrong_size": Code("Wrong picture size", "It is cropped, scaled or refused.", _E),
        "size_multiple": Code("Sides don't fit the codec", "Players refuse it or show stripes.", _E),
        "not_square_pixels": Code("Pixels are not square", "It looks squeezed in many players.", _E),
        "rotation": Code("Turned by a flag", "It lies on its side where the flag is ignored.", _E),
        "clean_aperture": Code("Cropped by a flag", "Players disagree about its size.", _E),
        "edit_list": Code("Trimmed by a list", "The hidden part shows where it is ignored.", _E),
        "colour_untagged": Code("Colour not told", "Each player guesses, so colours may shift.", _E),
        "colour_mismatch": Code("Colour told in two ways", "Colours depend on the player.", _E),
        "colour_changed": Code("Not its source's colour", "It looks unlike what was approved.", _R),
        "alpha_lost": Code("Transparency is lost", "It covers what lies beneath.", _R),
        "long_gop": Code("Key frames far apart", "Jumping and looping are slow.", _E),
        "open_gop": Code("Groups need their neighbour", "A jump shows broken frames for a moment.", _E),
        "first_frame_not_key": Code("Starts within a group", "The start is grey or broken.", _E),
        "bitrate_peak": Code("Too many bits at once", "It stutters at that place.", _E),
        "too_slow_to_play": Code("Too slow on this machine", "It drops frames here.", _E),
        "not_fast_start": Code("Index at the end", "It starts late from a server.", _E),
        "black": Code("Black", "The screen is dark for that long.", _L),
        "frozen": Code("Frozen", "The picture stands still for that long.", _L),
        "silent": Code("Silent", "Nothing is heard for that long.", _L),
        "black_edge": Code("A black first or last frame", "It flashes black when it loops.", _L),
        "audio_codec": Code("Sound codec not accepted", "The sound may not play.", _E),
        "audio_rate": Code("Sample rate not accepted", "The sound is converted live or refused.", _E),
        "audio_depth": Code("Bit depth not accepted", "The sound may be refused.", _E),
        "audio_channels": Code("Number of channels", "Channels are missing or go elsewhere.", _L),
        "clipping": Code("Sound is cut off", "It distorts.", _L),
        "loudness": Code("Loudness is off", "It is louder or softer than the rest.", _L),
        "dead_channel": Code("A silent channel", "One loudspeaker stays silent.", _L),
        "out_of_phase": Code("Channels cancel each other", "In mono the sound vanishes.", _L),
        "loop_seam": Code("The loop's seam shows", "Each round jumps or clicks.", _L),
        "quality_low": Code("Poor quality", "Its worst second is visibly worse than its source.", _R),
        "flash_risk": Code("Flashes", "It may harm people with photosensitive epilepsy.", _L),
        "timecode_lost": Code("Timecode is lost", "It can't be placed by timecode.", _R),
        "file_name": Code("File name", "The player or its disk refuses the name.", Remedy.RENAME),
        "changed_since": Code("Changed since it was verified", "It is not the file you checked.", _C),
    }
)

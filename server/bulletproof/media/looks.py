"""The filters that look at a picture and listen to a sound while it goes by on its way to somewhere else.

They stand beside that way, on a branch that ends in a null sink: idet marks the frames that it judges,
blackdetect and ebur128 take few formats and would have the others converted, and an encode must get its
frames as they came. Each filter has a name (`silencedetect@2`), by which its lines in the log are known.
"""

from fractions import Fraction

from bulletproof.domain.media import AudioStream, MediaFacts

# A source is watched more loosely than what is made of it. An encoder smooths noise away, so a scene that
# all but stood still does stand still in the output; and a stretch just under the half second may be rounded
# over it. Neither is a fault, and both would look like one if the source were held to the same limits.
STRICT_S, LOOSE_S = 0.5, 0.4
_BLACK = {False: "pix_th=0.10:pic_th=0.98", True: "pix_th=0.12:pic_th=0.96"}
_STILL = {False: "-60dB", True: "-50dB"}
_QUIET = {False: "-60dB", True: "-55dB"}

# A repeated frame is not quite the same again: a fast x264 moves it by up to 0.0014 of the range on average,
# where the least of real motion moves it by twice that.
_SAME = {False: "0.002", True: "0.003"}
# Halfway between one frame and two: what stands as long as two frames was repeated once.
_REPEATED = Fraction(3, 2)
# At ffmpeg's own 1.04 a progressive test picture with fine lines passes for interlaced in four frames of
# five; from 1.3 on in none, and real interlaced footage still shows in nearly all of its frames.
_WOVEN = "intl_thres=1.3"
# Where colour is as fine as brightness it errs both ways: of 50 frames of that picture in Hap 28 pass for
# woven, of 50 woven ones in ProRes 13 do not. In 4:2:0 none of either.
_COARSE_COLOUR = "format=yuv420p|yuv420p10le"
# Of 48: how far the cells of an 8 × 8 grid move on average between two frames. A saturated red on a black
# ground makes 16, a white on a quarter of it 12, and no footage that we know reaches 4 without a cut.
_ABRUPT = 4
_OPPOSED = "angle=120"  # degrees, whose cosine is a correlation of -0.5
_OPPOSED_FOR_S = 1


def frame_rate(facts: MediaFacts) -> Fraction | None:
    picture = facts.picture
    return picture.frame_rate or picture.base_rate if picture else None


def picture_look(facts: MediaFacts, *, loose: bool = False) -> str:
    """A chain for the head of a picture's graph, used once in it; the frames come out as they went in."""
    rate = frame_rate(facts)
    looks = [
        f"freezedetect@still=n={_STILL[loose]}:d={LOOSE_S if loose else STRICT_S}",
        *([f"freezedetect@same=n={_SAME[loose]}:d={float(_REPEATED / rate):.6f}"] if rate else []),
        f"blackdetect@picture=d=0:{_BLACK[loose]}",
        "metadata@black=print:key=lavfi.black_start",
        "metadata@black_=print:key=lavfi.black_end",
        _COARSE_COLOUR,
        f"idet@picture={_WOVEN}",
    ]
    return (
        f"split=3[look][flash][past];[look]{','.join(looks)},nullsink;[flash]{_flashes()},nullsink;[past]null"
    )


def sound_look(stream: AudioStream, *, loose: bool = False) -> str:
    """The same for one sound stream."""
    name, least_s = stream.index, LOOSE_S if loose else STRICT_S
    looks = [
        f"silencedetect@{name}=n={_QUIET[loose]}:d={least_s}:mono=1",
        f"ebur128@{name}=peak=true:framelog=quiet",
    ]
    if stream.channels == 2:  # of any other number it would make two first
        looks.append(f"aphasemeter@{name}=video=0:phasing=1:{_OPPOSED}:d={_OPPOSED_FOR_S}")
    # Whole numbers of 16 bits: what a codec decodes beyond full scale is cut off there, as a player does it.
    looks.append("aformat=sample_fmts=s16|s16p")
    looks.append(f"astats@{name}=measure_perchannel=Peak_level+Flat_factor+Peak_count:measure_overall=none")
    return f"asplit[hear][past];[hear]{','.join(looks)},anullsink;[past]anull"


def seam_look() -> str:
    """Each frame, made small, against the first: the last line told is how the last one fits it."""
    return (
        "split[each][past];[each]scale=w=256:h=-2:flags=area,format=yuv420p,split[now][start];"
        "[start]trim=end_frame=1[first];"
        "[now][first]ssim,metadata@seam=print:key=lavfi.ssim.All,nullsink;[past]null"
    )


def _flashes() -> str:
    """How bright the picture is after each abrupt change; read in flashes.py."""
    return (
        "scale=64:64:flags=neighbor,format=rgb24,photosensitivity=frames=2:bypass=1,"
        "metadata=select:key=lavfi.photosensitivity.frame-badness"
        f":value={_ABRUPT}:function=greater,signalstats,metadata@flash=print:key=lavfi.signalstats.YAVG"
    )

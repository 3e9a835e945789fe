"""The graph between a decoder and an encoder: what conforms a source's picture to its profile.

The source is watched first, on its own frames, in a branch that ends there: the detectors know no RGB, and
in line they would make ffmpeg convert the picture for them, by a matrix that nobody chose. ffmpeg turns a
rotated picture upright before all of it and drops the display matrix then, so sizes are written as
expressions over what really arrives.
"""

from collections.abc import Sequence

from bulletproof.domain.frame_rate import picture_delay_s
from bulletproof.domain.media import Colour, MediaFacts
from bulletproof.domain.picture_plan import PicturePlan, is_rgb
from bulletproof.domain.profile import VideoSettings
from bulletproof.media.looks import picture_look

# Which field is shown first; the letters are libav's: coded first, shown first.
_PARITY = {"tt": "tff", "bt": "tff", "bb": "bff", "tb": "bff"}
# `setparams` has older names for two curves of ITU-T H.273.
_TRANSFERS = {"gamma22": "bt470m", "gamma28": "bt470bg"}
# `pad` rounds its input down to whole chroma samples: it would cut the last column of an odd width.
_WHOLE_CHROMA = {"yuv420p": "yuv444p", "yuv422p": "yuv444p", "yuvj422p": "yuvj444p", "yuvj420p": "yuvj444p"}
_WHOLE_CHROMA |= {"yuv420p10le": "yuv444p10le", "yuv422p10le": "yuv444p10le"}


def picture_graph(
    video: VideoSettings, facts: MediaFacts, plan: PicturePlan, *, last: Sequence[str] = ()
) -> str:
    """The whole of it; `last`: what else the encoder needs at its end."""
    steps = [*conforming(video, facts, plan), *last]
    if 0 < picture_delay_s(facts) < 1 / plan.rate:
        # A transport stream's sound often starts a part of a frame before its picture; a constant rate
        # would repeat the first frame to fill that part.
        steps.insert(0, "setpts=PTS-STARTPTS")
    return f"{picture_look(facts, loose=True)},{','.join(steps)}"


def conforming(video: VideoSettings, facts: MediaFacts, plan: PicturePlan) -> list[str]:
    """From the source's frames to the encoder's, without the watching."""
    filters = []
    if plan.is_interlaced and facts.picture is not None:
        parity = _PARITY[facts.picture.field_order or "tt"]
        filters.append(f"bwdif=mode=send_frame:parity={parity}:deint=all")
    filters.append(_tagged(plan.source_colour))
    filters += [_scale(video, plan), "setsar=1"]
    if plan.is_reshaped:
        filters += [f"format={_WHOLE_CHROMA.get(plan.pixel_format, plan.pixel_format)}", _pad(video, plan)]
    return [*filters, f"format={plan.pixel_format}", _tagged(plan.colour)]


def _scale(video: VideoSettings, plan: PicturePlan) -> str:
    """Passes frames on untouched where there is nothing to do."""
    words = [f"scale={_square(video)}", "flags=bicubic+accurate_rnd+full_chroma_int"]
    if not is_rgb(plan.pixel_format):
        words += [f"out_color_matrix={plan.colour.matrix}", f"out_range={plan.colour.range}"]
    return ":".join(words)


def _square(video: VideoSettings) -> str:
    """Square pixels; in a given frame, as large as fits."""
    if video.width is not None and video.height is not None:
        width, height = video.width, video.height
        return f"w='min({width},2*round({height}*dar/2))':h='min({height},2*round({width}/dar/2))'"
    return "w='if(gt(sar,1),round(iw*sar),iw)':h='if(gt(sar,1),ih,round(ih/sar))'"


def _pad(video: VideoSettings, plan: PicturePlan) -> str:
    """In a given frame to its middle; else only what is missing, at the right and below."""
    if video.width is not None and video.height is not None:
        return f"pad={video.width}:{video.height}:-1:-1"
    return f"pad=w='ceil(iw/{plan.divisor})*{plan.divisor}':h='ceil(ih/{plan.divisor})*{plan.divisor}'"


def _tagged(colour: Colour) -> str:
    """Frames that say what they are; the encoder writes it in the stream, the muxer in the container."""
    transfer = _TRANSFERS.get(colour.transfer or "", colour.transfer)
    words = [f"color_primaries={colour.primaries}", f"color_trc={transfer}", f"colorspace={colour.matrix}"]
    return f"setparams=range={colour.range}:" + ":".join(words)

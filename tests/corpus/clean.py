"""Sound clips over codecs, wrappings, rates, sizes and sounds, each with the target that it is made for.

Faithful copies stand here too, held against what they were made from: nothing may be found to differ.
"""

from dataclasses import replace

from tests.corpus.making import (
    FAST_MP4,
    FAST_START,
    FFV1,
    H264,
    HAP,
    HAP_MOV,
    HEVC_MP4,
    HVC1,
    MKV,
    MOV,
    MP4,
    MPEG2,
    PCM16,
    PCM24,
    PRORES_4444,
    TS,
    VP9,
    WAV,
    clip,
    copied,
    filtered,
    remade,
)
from tests.corpus.specimen import Specimen
from tests.support.clips import AAC, Clip

OPUS = ("-c:a", "libopus")
FLAC = ("-c:a", "flac")
JPEG = ("-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p")
JPEG_COLOUR = "scale=out_range=pc,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=pc"
AV1 = ("-c:v", "libaom-av1", "-usage", "realtime", "-cpu-used", "8", "-pix_fmt", "yuv420p")
HEVC10 = (*HVC1, "-pix_fmt", "yuv420p10le")
BT601 = "setparams=color_primaries=smpte170m:color_trc=smpte170m:colorspace=smpte170m:range=tv"
HDR = "setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv"
OF_RGB = filtered(MP4, picture="scale=out_color_matrix=bt709,format=yuv420p")
SURROUND = "pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0"


def prores(kind: int) -> tuple[str, ...]:
    return ("-c:v", "prores_ks", "-profile:v", str(kind), "-pix_fmt", "yuv422p10le", "-vendor", "apl0")


def dnxhr(kind: str) -> tuple[str, ...]:
    return ("-c:v", "dnxhd", "-profile:v", f"dnxhr_{kind}", "-pix_fmt", "yuv422p")


def _any(name: str, wanted: Clip) -> Specimen:
    return Specimen(name=name, make=clip(wanted))


def _for(target: str, name: str, wanted: Clip) -> Specimen:
    return Specimen(name=f"{name} for {target}", target=target, make=clip(wanted))


def _of(name: str, wanted: Clip, source: Clip, *, target: str = "any") -> Specimen:
    return Specimen(name=name, make=clip(wanted), source=clip(source), target=target)


RATES = ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60")

BY_RATE = (
    *(_any(f"H.264 mp4 at {rate}", replace(MP4, rate=rate)) for rate in RATES),
    *(_any(f"H.264 mkv at {rate}", replace(MKV, rate=rate)) for rate in RATES),
    *(_any(f"H.264 ts at {rate}", replace(TS, rate=rate)) for rate in RATES),
    *(_any(f"ProRes mov at {rate}", replace(MOV, rate=rate)) for rate in RATES),
    *(
        _any(f"VP9 webm at {rate}", replace(MP4, extension="webm", video=VP9, audio=OPUS, rate=rate))
        for rate in RATES
    ),
)

BY_CODEC = (
    _any("H.264 mov with PCM", replace(MP4, extension="mov", audio=PCM16)),
    _any("H.264 mp4, index in front", FAST_MP4),
    _any("H.264 mp4 without sound", replace(MP4, audio=None)),
    _any("H.264 mp4 with B-frames at 60", replace(MP4, rate="60", video=(*H264, "-bf", "3", "-g", "30"))),
    _any("H.264 in fragments", replace(MP4, options=("-movflags", "+frag_keyframe+empty_moov"))),
    _any("H.264 avi without B-frames", replace(MP4, extension="avi", video=(*H264, "-bf", "0"), audio=PCM16)),
    _any("H.264 flv", replace(MP4, extension="flv")),
    _any("H.264 m2ts", replace(MP4, extension="m2ts", audio=("-c:a", "ac3"))),
    _any("HEVC mp4", HEVC_MP4),
    _any("HEVC mkv with 10 bits", replace(MKV, video=HEVC10, audio=FLAC)),
    _any("HEVC HDR mkv", replace(MKV, video=HEVC10, picture=HDR)),
    _any("HEVC ts", replace(TS, video=HVC1)),
    _any("AV1 mp4", replace(MP4, video=AV1)),
    _any("AV1 mkv with Opus", replace(MKV, video=AV1, audio=OPUS)),
    _any("VP8 webm", replace(MP4, extension="webm", video=("-c:v", "libvpx"), audio=("-c:a", "libvorbis"))),
    _any("VP9 mp4", replace(MP4, video=VP9)),
    _any("MPEG-2 ts with MP2", replace(TS, video=MPEG2, audio=("-c:a", "mp2"))),
    _any("MPEG-2 mpg", replace(MP4, extension="mpg", video=(*MPEG2, "-bf", "2"), audio=("-c:a", "mp2"))),
    _any("MPEG-2 mxf", replace(MP4, extension="mxf", video=MPEG2, audio=PCM16)),
    _any(
        "MPEG-4 part 2 avi with MP3",
        replace(MP4, extension="avi", video=("-c:v", "mpeg4"), audio=("-c:a", "mp3")),
    ),
    _any("MPEG-4 part 2 mp4", replace(MP4, video=("-c:v", "mpeg4"))),
    _any("Photo-JPEG avi", replace(MP4, extension="avi", video=JPEG, picture=JPEG_COLOUR, audio=PCM16)),
    _any("Photo-JPEG mov", replace(MOV, video=JPEG, picture=JPEG_COLOUR)),
    _any(
        "Theora ogv", replace(MP4, extension="ogv", video=("-c:v", "libtheora"), audio=("-c:a", "libvorbis"))
    ),
    _any("WMV", replace(MP4, extension="wmv", video=("-c:v", "wmv2"), audio=("-c:a", "wmav2"))),
    _any("ProRes HQ", replace(MOV, video=prores(3))),
    _any("ProRes 4444 with alpha", replace(MOV, video=PRORES_4444)),
    _any("ProRes mkv", replace(MOV, extension="mkv")),
    _any("Hap", HAP_MOV),
    _any("Hap Alpha", replace(HAP_MOV, video=(*HAP, "-format", "hap_alpha"))),
    _any("Hap Q", replace(HAP_MOV, video=(*HAP, "-format", "hap_q"))),
    _any("Hap in four chunks", replace(HAP_MOV, video=(*HAP, "-chunks", "4"))),
    _any("DNxHR mov", replace(MOV, video=dnxhr("hq"))),
    _any("DNxHR mxf", replace(MOV, extension="mxf", video=dnxhr("sq"))),
    _any("QuickTime Animation", replace(MOV, video=("-c:v", "qtrle", "-pix_fmt", "rgb24"))),
    _any("v210 mov", replace(MOV, video=("-c:v", "v210"))),
    _any("FFV1 mkv", replace(MKV, video=FFV1, audio=FLAC)),
    _any("HuffYUV avi", replace(MP4, extension="avi", video=("-c:v", "huffyuv"), audio=PCM16)),
    _any("BT.601 of a small picture", replace(MP4, picture=BT601)),
    _any("full range H.264", replace(MP4, picture=JPEG_COLOUR)),
)

BY_SOUND = (
    _any("WAV", WAV),
    _any("AIFF", replace(WAV, extension="aiff", audio=("-c:a", "pcm_s24be"))),
    _any("FLAC", replace(WAV, extension="flac", audio=FLAC)),
    _any("MP3", replace(WAV, extension="mp3", audio=("-c:a", "mp3"))),
    _any("AAC m4a", replace(WAV, extension="m4a", audio=AAC)),
    _any("Opus ogg", replace(WAV, extension="ogg", audio=OPUS)),
    _any("Vorbis ogg", replace(WAV, extension="ogg", audio=("-c:a", "libvorbis"))),
    _any("CAF of six channels", replace(filtered(WAV, sound=SURROUND), extension="caf")),
    _any("a mono voice", replace(WAV, sound="aformat=channel_layouts=mono")),
    _any("mp4 of 44.1 kHz", replace(MP4, options=("-ar", "44100"))),
    _any("mov of six channels", filtered(MOV, sound=SURROUND)),
    _any("mkv of six channels", replace(filtered(MKV, sound=SURROUND), audio=FLAC)),
    _any(
        "noise, each side its own",
        replace(MOV, tone="aevalsrc=0.2*random(0)-0.1|0.2*random(1)-0.1:s=48000", sound="anull"),
    ),
    _any("left louder than right", filtered(MOV, sound="pan=stereo|c0=c0|c1=0.1*c1")),
    _any("a voice with short pauses", filtered(MP4, sound="volume=0:enable='lt(mod(t,1),0.3)'")),
    _any(
        "a sine sweep in wide stereo",
        replace(MOV, tone="aevalsrc=0.3*sin(900*t*t)|0.3*sin(900*t*t+1):s=48000", sound="anull"),
    ),
    _any("bells that fade", filtered(MKV, sound="afade=out:st=0.5:d=1.4")),
    _any("a loud mix below full scale", filtered(MOV, sound="volume=15dB")),
)

BY_PICTURE = (
    _any("mandelbrot", replace(OF_RGB, pattern="mandelbrot")),
    _any("gradients", replace(OF_RGB, pattern="gradients=speed=0.05")),
    _any(
        "game of life",
        replace(OF_RGB, pattern="life=mold=10:life_color=white:death_color=0x404040:ratio=0.3"),
    ),
    _any("film grain", filtered(MP4, picture="noise=alls=12:allf=t")),
    _any("a slow fade in and out", filtered(MP4, picture="fade=in:0:10,fade=out:40:10")),
    _any("a cut in the middle", filtered(MP4, picture="hflip=enable='gt(t,1)'")),
    _any("dark, and not black", filtered(MP4, picture="eq=brightness=-0.25")),
    _any("one flash", filtered(MP4, picture="negate=enable='between(n,20,21)'")),
    _any("a short still of 0.3 s", filtered(MP4, picture="loop=loop=7:size=1:start=20")),
    _any(
        "fine stripes",
        filtered(MP4, picture="geq=lum='lum(X,Y)*0.5+60*mod(Y,2)':cb=128:cr=128,scroll=h=0.01"),
    ),
    _any("upright", replace(MP4, size="180x320")),
    _any("square", replace(MOV, size="240x240")),
    _any("a wide stage", replace(HAP_MOV, size="768x192")),
    _any("HD", replace(FAST_MP4, size="1920x1080", seconds=1.0)),
    _any("a third of a second", replace(MP4, seconds=0.36)),
    _any("a still card with sound", filtered(MP4, picture="loop=loop=-1:size=1:start=0")),
    _any(
        "a black leader, then the picture",
        filtered(MP4, picture="drawbox=t=fill:color=black:enable='lt(t,0.8)'"),
    ),
    _any("a cut every half second", filtered(MP4, picture="hflip=enable='lt(mod(t,1),0.5)'")),
    _any("a strobe of two a second", filtered(MP4, picture="negate=enable='lt(mod(n,13),2)'")),
    _any("rolling titles", filtered(MP4, picture="scroll=v=0.004")),
    _any("a slow pan over grain", filtered(MKV, picture="scroll=h=0.002,noise=alls=20:allf=t")),
    _any("a fast pan at 50", replace(filtered(MP4, picture="scroll=h=0.03"), rate="50")),
    _any("heavy noise", filtered(MP4, picture="noise=alls=60:allf=t")),
    _any(
        "smooth grey that brightens",
        filtered(MP4, picture="boxblur=40:3,eq=brightness='0.1*sin(t)':eval=frame"),
    ),
)

BY_TARGET = (
    _for("qlab", "ProRes Proxy", MOV),
    _for("qlab", "ProRes LT", replace(MOV, video=prores(1))),
    _for("qlab", "Hap", replace(HAP_MOV, audio=PCM24)),
    _for("qlab", "Hap Q", replace(HAP_MOV, video=(*HAP, "-format", "hap_q"))),
    _for("qlab", "Hap Alpha", replace(HAP_MOV, video=(*HAP, "-format", "hap_alpha"))),
    _for("qlab", "ProRes 4444", replace(MOV, video=PRORES_4444)),
    _for("qlab", "Photo-JPEG", replace(MOV, video=JPEG, picture=JPEG_COLOUR)),
    _for("resolume", "Hap", HAP_MOV),
    _for("resolume", "ProRes", MOV),
    _for("resolume", "Photo-JPEG", replace(MOV, video=JPEG, picture=JPEG_COLOUR)),
    _for("resolume", "DXV", replace(HAP_MOV, video=("-c:v", "dxv"), size="320x192")),
    _for("millumin", "ProRes", MOV),
    _for("millumin", "Hap", HAP_MOV),
    _for("millumin", "H.264", replace(FAST_MP4, audio=PCM16, extension="mov")),
    _for("disguise", "Hap", replace(HAP_MOV, options=("-ar", "44100"))),
    _for("disguise", "ProRes", replace(MOV, audio=PCM16, options=("-ar", "44100"))),
    _for("disguise", "Hap Q without sound", replace(HAP_MOV, video=(*HAP, "-format", "hap_q"), audio=None)),
    _for("watchout", "Hap", HAP_MOV),
    _for("watchout", "H.264", replace(FAST_MP4, rate="30")),
    _for(
        "watchout",
        "MPEG-2",
        replace(
            MP4,
            extension="mpg",
            size="320x192",
            rate="30",
            video=(*MPEG2, "-b:v", "22M", "-minrate", "22M", "-g", "15", "-bf", "2"),
            audio=None,
        ),
    ),
    _for("linux-show-player", "H.264 mkv", replace(MKV, audio=PCM16)),
    _for("linux-show-player", "HEVC 10 bit", replace(MKV, video=HEVC10, audio=FLAC)),
    _for("linux-show-player", "H.264 mp4", FAST_MP4),
    _for("brightsign", "H.264 mp4", FAST_MP4),
    _for("brightsign", "H.264 ts", TS),
    _for("brightsign", "HEVC mp4", replace(HEVC_MP4, options=FAST_START)),
    _for("h264-player", "H.264 mp4", FAST_MP4),
    _for("h264-player", "H.264 mov", replace(FAST_MP4, extension="mov", audio=PCM16, rate="60")),
    _for("h264-player", "H.264 HD", replace(FAST_MP4, size="1920x1080", rate="50", seconds=0.6)),
    _for("web", "H.264 mp4", FAST_MP4),
    _for("web", "VP9 webm", replace(MP4, extension="webm", video=VP9, audio=OPUS)),
    _for("web", "AV1 mp4", replace(FAST_MP4, video=AV1)),
    _for("web", "HEVC mp4", replace(HEVC_MP4, options=FAST_START)),
    _for("archive", "ProRes HQ", replace(MOV, video=prores(3))),
    _for("archive", "FFV1", replace(MKV, video=FFV1, audio=FLAC)),
    _for("archive", "DNxHR", replace(MOV, video=dnxhr("hq"))),
    _for("archive", "HEVC 10 bit", replace(MKV, video=HEVC10, audio=FLAC)),
    _for("audio-cue", "WAV", WAV),
    _for("audio-cue", "AIFF", replace(WAV, extension="aiff", audio=("-c:a", "pcm_s24be"))),
    _for("audio-cue", "CAF", replace(WAV, extension="caf")),
    _for("corpus-25p", "H.264", MP4),
    _for("corpus-r128", "a WAV at -23 LUFS", filtered(WAV, sound="volume=-1.2dB")),
)

AGAINST_A_SOURCE = (
    _of("H.264 to ProRes", MOV, MP4),
    _of("H.264 to Hap", HAP_MOV, MP4),
    _of("ProRes to H.264", MP4, MOV),
    _of("ProRes to HEVC mkv", replace(HEVC_MP4, extension="mkv"), MOV),
    _of("ts to mp4", MP4, TS),
    _of("29.97 mkv to mov", replace(MOV, rate="30000/1001"), replace(MKV, rate="30000/1001")),
    _of("59.94 mp4 to mkv", replace(MKV, rate="60000/1001"), replace(MP4, rate="60000/1001")),
    _of("PCM to AAC", MP4, replace(MP4, extension="mov", audio=PCM16)),
    _of(
        "a black half second that the source has",
        *2 * (filtered(MP4, picture="drawbox=t=fill:color=black:enable='between(t,1,1.7)'"),),
    ),
    _of("a silence that the source has", *2 * (filtered(MP4, sound="volume=0:enable='gt(t,1)'"),)),
    _of("a source of 15 fps doubled", *2 * (filtered(replace(MP4, rate="15"), picture="fps=30"),)),
    _of("FFV1 to FFV1", *2 * (replace(MKV, video=FFV1, audio=FLAC),), target="archive"),
    _of("alpha kept", *2 * (replace(MOV, video=PRORES_4444),), target="archive"),
    _of("timecode kept", *2 * (replace(MOV, options=("-timecode", "10:00:00:00")),)),
    Specimen(name="mp4 rewrapped to mkv", make=copied(clip(MP4), extension="mkv"), source=clip(MP4)),
    Specimen(name="mkv rewrapped to mov", make=copied(clip(MKV), extension="mov"), source=clip(MKV)),
    Specimen(
        name="an encode from the file itself",
        make=remade(clip(MOV), *H264, *AAC, *FAST_START, extension="mp4"),
        source=clip(MOV),
        target="h264-player",
    ),
)

CLEAN = (*BY_RATE, *BY_CODEC, *BY_SOUND, *BY_PICTURE, *BY_TARGET, *AGAINST_A_SOURCE)

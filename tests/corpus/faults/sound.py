"""Sound that a player refuses, that is cut off or out of balance, or that fell away."""

from dataclasses import replace
from functools import partial

from tests.corpus.making import (
    FAST_MP4,
    HAP_MOV,
    MKV,
    MOV,
    MP4,
    PCM16,
    PCM24,
    PROXY,
    WAV,
    clip,
    filtered,
)
from tests.corpus.specimen import Planted
from tests.support.clips import AAC

_LOUD = "volume=30dB"
_ONE_SIDE = "pan=stereo|c0=c0|c1=0*c1"
_AGAINST_ITSELF = "pan=stereo|c0=c0|c1=-1*c1"
_SURROUND = "pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0"
_MONO = "aformat=channel_layouts=mono"

_silent = partial(Planted, code="silent")
_codec = partial(Planted, code="audio_codec")
_rate = partial(Planted, code="audio_rate")
_depth = partial(Planted, code="audio_depth")
_channels = partial(Planted, code="audio_channels")
_clipping = partial(Planted, code="clipping")
_loudness = partial(Planted, code="loudness", target="corpus-r128")
_dead = partial(Planted, code="dead_channel")
_phase = partial(Planted, code="out_of_phase")

PLANTED = (
    _silent(
        name="0.7 s in AAC",
        make=clip(filtered(MP4, sound="volume=0:enable='between(t,0.7,1.4)'")),
        source=clip(MP4),
    ),
    _silent(
        name="0.6 s in PCM",
        make=clip(filtered(MOV, sound="volume=0:enable='between(t,0.2,0.8)'")),
        source=clip(MOV),
    ),
    _silent(
        name="the last 0.9 s of FLAC",
        make=clip(replace(filtered(MKV, sound="volume=0:enable='gte(t,1.1)'"), audio=("-c:a", "flac"))),
        source=clip(MKV),
    ),
    _codec(name="AAC for QLab", target="qlab", make=clip(replace(MOV, audio=AAC))),
    _codec(
        name="Opus for signage",
        target="brightsign",
        make=clip(replace(MP4, audio=("-c:a", "libopus"))),
    ),
    _codec(name="AAC with Hap for Resolume", target="resolume", make=clip(replace(HAP_MOV, audio=AAC))),
    _rate(name="44.1 kHz for QLab", target="qlab", make=clip(replace(MOV, options=("-ar", "44100")))),
    _rate(name="96 kHz in a WAV cue", target="audio-cue", make=clip(replace(WAV, options=("-ar", "96000")))),
    _rate(
        name="32 kHz with Hap for Resolume",
        target="resolume",
        make=clip(replace(HAP_MOV, options=("-ar", "32000"))),
    ),
    _depth(name="16 bit in a WAV cue", target="audio-cue", make=clip(replace(WAV, audio=PCM16))),
    _depth(
        name="24 bit for disguise",
        target="disguise",
        make=clip(replace(HAP_MOV, audio=PCM24, options=("-ar", "44100"))),
    ),
    _depth(name="32 bit for QLab", target="qlab", make=clip(replace(MOV, audio=("-c:a", "pcm_s32le")))),
    _channels(
        name="six for disguise",
        target="disguise",
        make=clip(replace(filtered(HAP_MOV, sound=_SURROUND), options=("-ar", "44100"))),
    ),
    _channels(
        name="a stereo cue became mono",
        target="audio-cue",
        make=clip(filtered(WAV, sound=_MONO)),
        source=clip(WAV),
    ),
    _channels(
        name="six became two in ProRes",
        target="qlab",
        make=clip(MOV),
        source=clip(filtered(MOV, sound=_SURROUND)),
    ),
    _clipping(name="a WAV cue cut off", make=clip(filtered(WAV, sound=_LOUD)), source=clip(WAV)),
    _clipping(name="PCM in mov cut off", make=clip(filtered(MOV, sound=_LOUD)), source=clip(MOV)),
    _clipping(
        name="over -1 dBTP where that is asked",
        target="corpus-r128",
        make=clip(filtered(WAV, sound="volume=20.6dB")),
        implies=("loudness",),
    ),
    _loudness(name="8 LU too loud", make=clip(filtered(WAV, sound="volume=6.8dB"))),
    _loudness(name="far too quiet", make=clip(filtered(MP4, sound="volume=-20dB"))),
    _loudness(name="2 LU too quiet in mkv", make=clip(filtered(MKV, sound="volume=-3.2dB"))),
    _dead(name="right in AAC", make=clip(filtered(MP4, sound=_ONE_SIDE)), source=clip(MP4)),
    _dead(name="right in PCM", make=clip(filtered(MOV, sound=_ONE_SIDE)), source=clip(MOV)),
    _dead(
        name="right in FLAC",
        make=clip(replace(filtered(MKV, sound=_ONE_SIDE), audio=("-c:a", "flac"))),
        source=clip(MKV),
    ),
    _phase(name="in AAC", make=clip(filtered(MP4, sound=_AGAINST_ITSELF)), source=clip(MP4)),
    _phase(name="in a WAV cue", make=clip(filtered(WAV, sound=_AGAINST_ITSELF))),
    _phase(name="in ProRes", make=clip(replace(filtered(MOV, sound=_AGAINST_ITSELF), video=PROXY))),
    _phase(
        name="in an mp4 for a laptop",
        target="h264-player",
        make=clip(filtered(FAST_MP4, sound=_AGAINST_ITSELF)),
    ),
)

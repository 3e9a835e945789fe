"""Sound clips over codecs, wrappings, rates, sizes and sounds, each with the target that it is made for."""

from dataclasses import replace

from tests.corpus.making import HEVC_MP4, MKV, MOV, MP4, TS, clip
from tests.corpus.specimen import Specimen

CLEAN = (
    Specimen(name="H.264 mp4", make=clip(MP4)),
    Specimen(name="H.264 mkv 29.97", make=clip(replace(MKV, rate="30000/1001"))),
    Specimen(name="H.264 ts 50", make=clip(replace(TS, rate="50"))),
    Specimen(name="HEVC mp4", make=clip(HEVC_MP4)),
    Specimen(name="ProRes mov", make=clip(MOV)),
)

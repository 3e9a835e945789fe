"""What was measured of a media file: facts only, no opinion.

Times are seconds from the file's own zero; rates are exact fractions, since 30000/1001 written as 29.97
drifts by a frame in 55 minutes. A value that the file does not tell is None, never 0.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time with one property (black, frozen, silent)."""

    at_s: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class Colour:
    """The words of ITU-T H.273 as ffmpeg prints them; None where nothing is said."""

    primaries: str | None = None
    transfer: str | None = None
    matrix: str | None = None
    range: str | None = None


@dataclass(frozen=True, slots=True)
class VideoStream:
    index: int
    codec: str
    codec_tag: str
    codec_profile: str | None
    width: int
    height: int
    pixel_format: str | None
    frame_rate: Fraction | None
    """Average rate over the stream, as the container tells it."""
    base_rate: Fraction | None
    """Lowest rate in which every timestamp can be told (ffmpeg's r_frame_rate)."""
    time_base: Fraction
    start_s: float | None
    duration_s: float | None
    frames_promised: int | None
    sample_aspect: Fraction | None = None
    color_primaries: str | None = None
    color_transfer: str | None = None
    color_matrix: str | None = None
    color_range: str | None = None
    field_order: str | None = None
    rotation_deg: int = 0
    has_alpha: bool = False
    timecode: str | None = None
    is_attached_picture: bool = False
    codec_level: str | None = None
    """As the standard writes it: 4.2 (H.264), 5.1 (HEVC). None where the codec has none."""
    container_colour: Colour | None = None
    """What the container's own field says (`colr`, Matroska's Colour); None where it has no such field."""
    bitstream_colour: Colour | None = None
    """What the coded picture says itself, told by a decoder that never saw the container."""
    clean_aperture: tuple[int, int] | None = None
    """Width and height that a crop in the container leaves (`clap`, PixelCrop); None without one."""


@dataclass(frozen=True, slots=True)
class AudioStream:
    index: int
    codec: str
    codec_tag: str
    sample_rate_hz: int
    channels: int
    channel_layout: str | None
    sample_format: str | None
    bits_per_sample: int | None
    time_base: Fraction
    start_s: float | None
    duration_s: float | None
    codec_profile: str | None = None
    """LC, HE-AAC; None where the codec has none."""


@dataclass(frozen=True, slots=True)
class OtherStream:
    index: int
    kind: str
    codec: str | None


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What the container says of itself, from its header alone."""

    container: str
    """The demuxer's names, comma separated: `mov,mp4,m4a,3gp,3g2,mj2`, `matroska,webm`, `mpegts`."""
    size_bytes: int
    duration_s: float | None
    start_s: float | None
    bit_rate_bps: int | None
    video: tuple[VideoStream, ...] = ()
    audio: tuple[AudioStream, ...] = ()
    other: tuple[OtherStream, ...] = ()
    index_in_front: bool | None = None
    """MP4 and MOV: the index lies before the media, so that playing can begin at once. Else None."""
    hidden_by_edits_s: float = 0.0
    """How much picture an edit list hides at start and end; a sound codec's priming is none."""
    needs_other_files: bool = False
    """Media of it lies in another file (a data reference that is not `self`)."""

    @property
    def picture(self) -> VideoStream | None:
        """The first moving picture; cover art is none."""
        return next((stream for stream in self.video if not stream.is_attached_picture), None)

    @property
    def sound(self) -> AudioStream | None:
        return self.audio[0] if self.audio else None


@dataclass(frozen=True, slots=True)
class StreamPackets:
    """One stream as its packets tell it: demuxed, not decoded."""

    index: int
    kind: str
    packets: int
    size_bytes: int
    start_s: float | None
    end_s: float | None
    """The end of the last packet in presentation order, its duration included."""
    key_packets: int
    first_is_key: bool
    longest_key_distance_s: float | None
    missing_timestamps: int
    backward_timestamps: int
    first_bad_timestamp_s: float | None
    longest_gap_s: float
    """The longest hole between the end of a frame and the start of the next."""
    longest_gap_at_s: float | None
    constant_rate: bool | None
    """True: every frame lasts equally long within one tick of the time base. None: too few to tell."""
    shortest_frame_s: float | None
    longest_frame_s: float | None
    corrupt_packets: int = 0
    odd_frames: int = 0
    """Frames that last longer or shorter than most by more than one tick of the time base."""
    discarded_packets: int = 0
    """Packets that an edit list hides, the priming of a sound codec among them; not counted in `packets`."""
    busiest_second_bytes: int = 0
    """The most bytes that any one second takes (a window that moves from packet to packet)."""
    busiest_second_at_s: float | None = None
    open_gops: int = 0
    """Key frames after the first whose following pictures need the group before (leading pictures)."""
    first_open_gop_at_s: float | None = None
    usual_frame_s: float | None = None
    """How long most frames last."""
    sounds_hidden_s: float = 0.0
    """Sound: what is cut from the front as priming, by skip samples or an edit list."""


@dataclass(frozen=True, slots=True)
class PacketFacts:
    """The whole file, demuxed once."""

    streams: tuple[StreamPackets, ...]
    ended_prematurely: bool
    """The demuxer said so: the file ends inside an element, or its last packet is cut."""
    demux_error: str | None
    partial_transport_packet: bool
    """A transport stream whose size is no multiple of its packet size."""
    bytes_missing: int | None
    """How many bytes the container promises beyond the file's end, where it tells."""
    seconds: float

    def of(self, index: int) -> StreamPackets | None:
        return next((stream for stream in self.streams if stream.index == index), None)


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """One sound stream, as it is heard. Levels are those of EBU R 128 and ITU-R BS.1770."""

    index: int
    """Of the stream in its file."""
    loudness_lufs: float | None = None
    """Integrated over the whole; None where all of it is below the gate of -70 LUFS."""
    loudness_range_lu: float | None = None
    true_peak_dbtp: float | None = None
    full_scale_runs: int = 0
    """Places where the wave stands at full scale for several samples on end."""
    dead_channels: tuple[int, ...] = ()
    """Counted from 0: silent from start to end while another channel plays."""
    out_of_phase: tuple[Span, ...] = ()
    """Stereo correlation below -0.5."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """How like its source the picture is, frame by frame: SSIM over all planes, 1 is equal."""

    mean: float
    worst_second: float
    """The mean over the worst window of one second."""
    worst_at_s: float
    by_second: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """One decode of every stream: what can be seen and heard, and what would not decode."""

    decode_errors: int
    first_error_at_s: float | None
    first_error: str | None
    frames: int
    """Video frames that came out of the decoder."""
    end_s: float
    black: tuple[Span, ...]
    frozen: tuple[Span, ...]
    silent: tuple[Span, ...]
    """Every channel of every sound stream below the limit."""
    seconds: float
    starts_black: bool = False
    """The very first frame is black, however short that lasts."""
    ends_black: bool = False
    repeated_frames: int = 0
    """Frames that show nothing new against the one before."""
    interlaced_frames: int = 0
    """Frames that look woven from two moments."""
    frames_looked_at: int = 0
    """How many of them were judged for interlacing; 0: none was."""
    flashes: tuple[Span, ...] = ()
    """Where flicker is over the limit of photosensitivity."""
    sound: tuple[SoundFacts, ...] = ()
    similarity: Similarity | None = None
    """Against its source; None where it was not compared."""
    seam: float | None = None
    """SSIM between the last frame and the first: how smoothly it loops. None where nobody asked."""
    decode_speed: float | None = None
    """Times real time on the machine that looked; None where nobody asked."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything measured of one file; what a look could not see is None."""

    media: MediaFacts | None
    packets: PacketFacts | None
    content: ContentFacts | None
    unreadable: str | None
    """Why it can't be opened as media, in plain words; None where it can."""
    sha256: str | None = None
    xxh128: str | None = None
    is_incomplete: bool = False
    """It can't be opened, and its head promises more than is there: a copy that broke off."""

"""Whatever was measured, a verdict comes of it: no evidence is so odd that judging it fails."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.checks.codes import CODES
from bulletproof.domain.cure import cure_sentence, curing_profile
from bulletproof.domain.media import (
    AudioStream,
    ContentFacts,
    Evidence,
    MediaFacts,
    OtherStream,
    PacketFacts,
    StreamPackets,
    VideoStream,
)
from bulletproof.domain.target import Target
from bulletproof.domain.verification import Case, judge_file, judge_output, judge_source
from bulletproof.targets.library import load_targets

_text = st.sampled_from(["", "h264", "hap", "prores", "yuv420p", "mov,mp4", "tt", "bt709", "apch", "\udc80"])
_small = st.integers(0, 3)
_index = st.builds(
    lambda one, index: replace(one, index=index), st.from_type(StreamPackets), st.sampled_from([0, 1])
)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False, width=32))
st.register_type_strategy(str, _text)
_media = st.builds(
    MediaFacts,
    video=st.lists(
        st.builds(
            VideoStream,
            index=st.just(0),
            time_base=st.fractions(min_value="1/90000", max_value=1),
            width=_small,
            height=_small,
        ),
        max_size=2,
    ).map(tuple),
    audio=st.lists(st.builds(AudioStream, index=st.just(1), time_base=st.just(1)), max_size=2).map(tuple),
    other=st.lists(st.from_type(OtherStream), max_size=1).map(tuple),
)
_evidence = st.builds(
    Evidence,
    media=st.none() | _media,
    packets=st.none() | st.builds(PacketFacts, streams=st.lists(_index, max_size=2).map(tuple)),
    content=st.none() | st.from_type(ContentFacts),
)
_profiles = st.none() | st.sampled_from(list(BUILTIN_PROFILES.values()))
_targets = st.none() | st.sampled_from(list(load_targets().values()))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(evidence=_evidence, source=st.none() | _evidence, profile=_profiles, target=_targets, name=_text)
def test_any_evidence_is_judged(
    evidence: Evidence, source: Evidence | None, profile: object, target: Target | None, name: str
) -> None:
    case = Case(evidence, source=source, target=target, file_name=name, is_loop=True)
    case = replace(case, profile=profile)  # type: ignore[arg-type]
    for findings in (judge_file(case), judge_output(case), judge_source(case)):
        assert {finding.code for finding in findings} <= set(CODES)
        if target is not None:
            cure = curing_profile(findings, evidence.media, target, BUILTIN_PROFILES)
            assert cure is None or cure in target.cures
            cure_sentence(findings, cure)

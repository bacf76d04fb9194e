"""A manifest reads as it was written, and a portrait falls with its owner's key."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.ids import AskId
from consent.terms import Scope, Tracks, Viewer
from recording.errors import Tampered
from recording.manifest import (
    Manifest,
    Opening,
    Picture,
    Segment,
    merged,
    opened,
    opened_portrait,
    sealed,
    sealed_portrait,
)
from recording.mark import Mark
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId, RoomId, SessionId
from rooms.role import Role
from sfu.ids import Source

KEY, OTHER = bytes(32), bytes(range(32))
TIMES = st.floats(0, 4e9)
WORDS = st.text("0123456789abcdef", min_size=1, max_size=8)
MARKS = st.builds(Mark, TIMES, st.integers(0, 2**40), st.binary(max_size=32))
SHEETS = st.builds(
    Sheet,
    WORDS.map(AskId),
    WORDS.map(RoomId),
    WORDS.map(SessionId),
    st.sampled_from(Scope),
    st.sampled_from(Tracks),
    st.integers(1, 3650),
    st.frozensets(st.sampled_from(Viewer)),
    TIMES,
)
SEGMENTS = st.builds(
    Segment,
    st.integers(0, 1000),
    WORDS.map(ParticipantId),
    st.sampled_from(Source),
    st.integers(0, 50),
    TIMES,
    TIMES,
    st.integers(0, 2**40),
    st.integers(0, 2**20),
    st.lists(st.tuples(TIMES, TIMES), max_size=3).map(tuple),
    st.lists(st.builds(Picture, TIMES, st.integers(1, 4096), st.integers(1, 4096)), max_size=2).map(
        tuple
    ),
)
MANIFESTS = st.builds(
    Manifest,
    SHEETS,
    st.dictionaries(WORDS.map(ParticipantId), st.binary(max_size=60), max_size=3),
    st.lists(st.builds(Opening, MARKS, st.none() | MARKS), max_size=3).map(tuple),
    st.lists(SEGMENTS, max_size=3).map(tuple),
    st.none() | MARKS,
)


@given(MANIFESTS)
def test_a_manifest_reads_as_it_was_written(manifest: Manifest) -> None:
    assert opened(sealed(manifest, KEY), KEY, manifest.sheet.recording) == manifest


@given(MANIFESTS, st.data())
def test_a_flipped_bit_anywhere_is_found(manifest: Manifest, data: st.DataObject) -> None:
    box = bytearray(sealed(manifest, KEY))
    bit = data.draw(st.integers(0, len(box) * 8 - 1))
    box[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Tampered, match="manifest"):
        opened(bytes(box), KEY, manifest.sheet.recording)


@given(MANIFESTS)
def test_it_opens_with_its_own_key_and_as_its_own_recording_only(manifest: Manifest) -> None:
    box = sealed(manifest, KEY)
    with pytest.raises(Tampered):
        opened(box, OTHER, manifest.sheet.recording)
    with pytest.raises(Tampered):
        opened(box, KEY, AskId("another"))


@given(st.binary(max_size=100))
def test_nothing_is_read_that_is_none(box: bytes) -> None:
    with pytest.raises(Tampered):
        opened(box, KEY, AskId("a"))


@given(MANIFESTS)
def test_what_a_newer_version_wrote_is_refused(manifest: Manifest) -> None:
    newer = Manifest(manifest.sheet, {}, (), (), None, form=2)
    with pytest.raises(Tampered, match="another version"):
        opened(sealed(newer, KEY), KEY, manifest.sheet.recording)


def test_no_name_is_in_a_manifest_but_sealed_by_its_owners_key() -> None:
    me = ParticipantId("me")
    portrait = Portrait("Marigold", Role.CLIENT, 3, bytes(16))
    box = sealed_portrait(portrait, OTHER, me)
    assert b"Marigold" not in box
    assert opened_portrait(box, OTHER, me) == portrait
    with pytest.raises(Tampered):
        opened_portrait(box, OTHER, ParticipantId("you"))
    with pytest.raises(Tampered):
        opened_portrait(box, KEY, me)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda g: (min(g), max(g)))))
def test_merged_gaps_cover_the_same_in_order_and_apart(gaps: list[tuple[int, int]]) -> None:
    whole = merged(gaps)
    assert all(one[1] < other[0] for one, other in pairwise(whole))
    covered = {n / 2 for begin, end in gaps for n in range(begin * 2, end * 2 + 1)}
    assert covered == {n / 2 for b, e in whole for n in range(int(b) * 2, int(e) * 2 + 1)}

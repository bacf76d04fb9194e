"""Fewer frames are shown, and nobody can tell: all can be decoded, and their numbers have no hole."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from sfu.header import Packet
from sfu.thinning import ALL, Thinning
from tests.support.packets import PATTERN


@dataclass
class Source:
    """Frames as Chromium sends them in three temporal layers."""

    picture_id: int = 0x7FF0
    tl0: int = 250
    at: int = -1
    needs: dict[int, set[int]] = field(default_factory=dict)
    """By picture id: of which frames a frame is made."""
    _latest: dict[int, int] = field(default_factory=dict)

    def frame(self, *, key: bool = False) -> Packet:
        self.at = 0 if key else (self.at + 1) % len(PATTERN)
        self.picture_id = (self.picture_id + 1) & 0x7FFF
        layer, switches = PATTERN[self.at]
        self.tl0 = (self.tl0 + (layer == 0)) & 0xFF
        packet = Packet()
        packet.picture_id, packet.temporal_id = self.picture_id, self.tl0
        packet.temporal_layer, packet.switches = layer, bool(switches)
        packet.can_start, packet.both = key, True
        if key:
            self._latest.clear()
        needed = [0] if layer == 0 or switches else [0, 1]
        self.needs[self.picture_id] = {self._latest[n] for n in needed if n in self._latest}
        if layer < 2:
            self._latest[layer] = self.picture_id
        return packet


def begun(source: Source, limit: int) -> Thinning:
    first = source.frame(key=True)
    thinning = Thinning(
        picture_id=first.picture_id - 1 & 0x7FFF, temporal_id=0, offset=7, limit=limit
    )
    assert thinning.judge(first) == 7
    return thinning


steps = st.lists(
    st.tuples(st.sampled_from([0, 1, 2, ALL]), st.integers(1, 20), st.booleans()), max_size=12
)


@given(st.sampled_from([0, 1, 2, ALL]), steps)
def test_what_is_shown_can_be_decoded_and_has_no_hole(
    first: int, changes: list[tuple[int, int, bool]]
) -> None:
    source = Source()
    thinning = begun(source, first)
    shown, numbers = {source.picture_id}, [source.picture_id + 7]
    for limit, frames, key in changes:
        thinning.limit = limit
        for n in range(frames):
            packet = source.frame(key=key and n == 0)
            offset = thinning.judge(packet)
            assert thinning.judge(packet) == offset, "all packets of a frame go one way"
            if packet.temporal_layer == 0:
                assert offset is not None
            if offset is None:
                continue
            assert packet.temporal_layer <= limit
            assert source.needs[packet.picture_id] <= shown
            shown.add(packet.picture_id)
            numbers.append(packet.picture_id + offset)
    assert [each & 0x7FFF for each in numbers] == [
        (numbers[0] + n) & 0x7FFF for n in range(len(numbers))
    ]


@given(st.sampled_from([1, 2, ALL]), st.integers(0, 7))
def test_whoever_may_see_more_does_within_two_patterns(limit: int, phase: int) -> None:
    source = Source()
    thinning = begun(source, 0)
    for _ in range(phase):
        thinning.judge(source.frame())
    thinning.limit = limit
    for _ in range(2 * len(PATTERN)):
        thinning.judge(source.frame())
    for _ in range(len(PATTERN)):
        packet = source.frame()
        assert (thinning.judge(packet) is not None) == (packet.temporal_layer <= limit)


@given(
    st.sampled_from([0, 1, 2]),
    st.lists(st.sampled_from(["comes", "comes", "comes", "lost", "late"]), max_size=80),
    st.randoms(use_true_random=False),
)
def test_what_is_lost_or_late_is_numbered_in_its_order(limit: int, fates: list[str], rng) -> None:  # type: ignore[no-untyped-def]
    source = Source()
    thinning = begun(source, limit)
    begin, late, shown = source.picture_id, [], {source.picture_id: 7}
    for fate in [*fates, "comes"]:
        packet = source.frame()
        if fate == "late":
            late.append(packet)
        if fate == "comes" and (offset := thinning.judge(packet)) is not None:
            shown[packet.picture_id] = offset
        if late and rng.random() < 0.3:
            packet = late.pop(rng.randrange(len(late)))
            offset = thinning.judge(packet)
            assert offset == thinning.recall(packet.picture_id)
            if packet.temporal_layer == 0:
                assert offset is not None, "without it nothing that follows can be decoded"
            if offset is not None:
                shown[packet.picture_id] = offset
    ordered = sorted(shown, key=lambda picture: picture - begin & 0x7FFF)
    numbers = [picture - begin + shown[picture] & 0x7FFF for picture in ordered]
    assert numbers == sorted(set(numbers))


def test_where_only_the_lowest_are_shown_a_lost_frame_of_another_leaves_no_hole() -> None:
    source = Source()
    thinning = begun(source, 0)
    numbers = []
    for n in range(64):
        packet = source.frame()
        if n % 5 == 1 and packet.temporal_layer:
            continue
        if (offset := thinning.judge(packet)) is not None:
            numbers.append(packet.picture_id + offset & 0x7FFF)
    assert numbers == [(numbers[0] + n) & 0x7FFF for n in range(16)]


frames = st.tuples(
    st.integers(0, 0x7FFF), st.integers(0, 255), st.integers(0, 3), st.booleans(), st.booleans()
)


@given(st.lists(st.tuples(frames, st.integers(0, 3)), max_size=60))
def test_no_descriptors_make_it_raise(
    told: list[tuple[tuple[int, int, int, bool, bool], int]],
) -> None:
    thinning = Thinning(picture_id=5, temporal_id=5, offset=0, limit=1)
    packet = Packet()
    for values, limit in told:
        thinning.limit = limit
        packet.picture_id, packet.temporal_id, packet.temporal_layer, *flags = values
        packet.switches, packet.can_start = flags
        thinning.judge(packet)

"""A viewer who is shown fewer frames gets a stream without holes, and what they ask for again."""

from itertools import pairwise

from aiortc.rtp import RtcpRtpfbPacket

from sfu.ids import Layer, Mid
from sfu.python_pump import PythonPump
from sfu.slot import Slot
from sfu.thinning import ALL, SETTLED
from tests.support.packets import PATTERN, payload_of
from tests.support.person import Heard, Person, settle
from tests.support.plans import VIDEO, at_once, plan, route, seqs

SIZE = 2500  # bytes of a frame: two or four packets


class Room:
    """Ada films in three temporal layers; Ben looks."""

    def __init__(self) -> None:
        self.pump = PythonPump()
        self.ada, self.ben = Person.enter(self.pump, "ada"), Person.enter(self.pump, "ben")
        for stream in self.ada.camera.values():
            stream.layered = True
        self.pump.apply(plan(route(self.ben, VIDEO, self.ada)))
        self.now = 1.0

    @property
    def slot(self) -> Slot:
        return self.pump._endpoints[self.ben.id].slots[Mid(VIDEO)]

    def film(self, frames: int, *, rids: str = "h") -> list[list[bytes]]:
        """Send so many; return the last ones, protected, as they left."""
        sent = []
        for _ in range(frames):
            self.now += 0.04
            self.ada.obey(self.now)
            sent.append(self.ada.frame(rids, size=SIZE))
            self.ada.deliver(sent[-1], self.now)
            settle([self.ada, self.ben], self.pump)
        return sent

    def allow(self, frames: int, layer: Layer = Layer.HIGH) -> None:
        self.slot.allow(layer, self.now, frames=frames)

    @property
    def heard(self) -> list[Heard]:
        return self.ben.heard[VIDEO]

    def ask(self, seq: int) -> None:
        nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=self.ben.line(VIDEO).ssrc, lost=[seq])
        self.ben.say(bytes(nack), self.now)
        settle([self.ada, self.ben], self.pump)


def layer_of(heard: Heard) -> int:
    return payload_of(heard.plain)[5] >> 6


def in_order(numbers: list[int], modulus: int) -> bool:
    return all((b - a) % modulus in {0, 1} for a, b in pairwise(numbers))


def contiguous(room: Room) -> bool:
    heard = [each for each in room.heard if not each.again]
    return (
        [each.seq for each in heard] == [(heard[0].seq + n) % 2**16 for n in range(len(heard))]
        and in_order([each.picture_id for each in heard], 2**15)
        and in_order([each.tl0 for each in heard], 2**8)
    )


def test_numbers_have_no_hole_whatever_is_left_out() -> None:
    room = Room()
    for frames in (ALL, 1, 0, 2, 0, ALL, 1, ALL):
        room.allow(frames)
        room.film(11)

    assert {layer_of(each) for each in room.heard} == {0, 1, 2}
    assert contiguous(room)
    assert room.pump.counters()["thinned"] > 0


def test_only_layers_up_to_the_limit_are_shown() -> None:
    room = Room()
    room.film(3)
    room.allow(1)
    room.heard.clear()
    room.film(16)
    assert {layer_of(each) for each in room.heard} == {0, 1}
    assert len({each.picture_id for each in room.heard}) == 8


def test_over_a_change_of_size_numbers_go_on() -> None:
    room = Room()
    room.allow(1, Layer.LOW)
    room.film(20, rids="lmh")
    room.allow(0, Layer.HIGH)
    room.film(20, rids="lmh")
    room.allow(ALL, Layer.MIDDLE)
    room.film(20, rids="lmh")

    assert contiguous(room)
    stamps = [each.timestamp for each in room.heard]
    steps = {(b - a) % 2**32 for a, b in pairwise(stamps)}
    assert max(steps) <= 4 * 3600 + 100, "no time is lost or gained"


def test_what_is_asked_for_again_has_the_numbers_that_it_had() -> None:
    room = Room()
    room.allow(1)
    room.film(20)
    first = {each.seq: each for each in room.heard}
    for seq, each in first.items():
        room.ask(seq)
        again = room.heard[-1]
        assert again.again
        assert payload_of(again.plain) == payload_of(each.plain)


def test_a_late_packet_of_a_frame_that_is_left_out_becomes_padding() -> None:
    room = Room()
    room.allow(0)
    room.film(PATTERN.index((2, 1)))
    first, second = room.ada.frame("h", size=SIZE)[:2]
    room.now += 0.04
    room.ada.deliver([second], room.now)
    settle([room.ada, room.ben], room.pump)
    room.film(6)
    before = len(room.heard)
    room.ada.deliver([first], room.now)
    settle([room.ada, room.ben], room.pump)

    assert len(room.heard) == before
    assert room.ben.counters["padding"] == 1
    missing = set(range(seqs(room.ben, VIDEO)[0], seqs(room.ben, VIDEO)[-1])) - set(
        seqs(room.ben, VIDEO)
    )
    assert len(missing) == 1, "where the padding went"

    again = room.slot.outlet.resend(missing.pop(), room.now)
    assert again is not None
    assert len(payload_of(room.ben.inbound.unprotect(again[0]))) == 2, "an empty one is repeated"


def test_reports_count_what_was_sent() -> None:
    room = Room()
    room.allow(0)
    room.film(40)
    sent = room.slot.outlet.sending(room.now)
    assert sent.packets == len(room.heard)
    at_once(room.pump, room.now + 2)


def test_whoever_sees_everything_again_has_no_more_on_the_way() -> None:
    room = Room()
    room.film(2)
    (feed,) = [each for each in room.slot.layers() if each.layer is Layer.HIGH]
    assert feed.flowing == [room.slot.outlet]
    room.allow(1)
    room.film(10)
    assert feed.flowing != [room.slot.outlet]
    room.allow(ALL)
    room.film(SETTLED + 2 * len(PATTERN))
    room.allow(ALL)
    room.film(10)
    assert feed.flowing == [room.slot.outlet]
    assert contiguous(room)

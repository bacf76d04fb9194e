"""The whole way of a packet that its sender has encrypted as they liked: the pump, without SRTP.

Two people of one scope see and hear each other; the input is what both send, with time passing.
What a stranger cannot even get decrypted, a participant can: this is their way in.
"""

from collections.abc import Sequence
from random import Random
from typing import Final

from benchmarks.fuzz.target import joined, pieces
from sfu.ids import Address, EndpointId, ScopeId, SlotId, Source, TrackId
from sfu.plan import Plan, Route
from sfu.pump import SrtpKeys
from sfu.python_pump import PythonPump
from sfu.shape import Shape, for_capacity
from sfu.srtp import DATAGRAM_MOST, Context, Workbench
from sfu.twcc import Arrivals

SCOPE: Final = ScopeId("thursday")
PEOPLE: Final = (EndpointId("ada"), EndpointId("bo"))
ADDRESSES: Final[tuple[Address, Address]] = (("192.0.2.1", 1), ("192.0.2.2", 2))
SHAPE: Final[Shape] = for_capacity(2, rng=Random(3))
KEYS: Final = SrtpKeys(profile="AEAD_AES_128_GCM", receive=bytes(28), send=bytes(28))
TICK: Final = 0.01  # seconds, for each unit of the upper bits of an octet

RESENT_MOST: Final = 500 * 1500
"""Bytes that one burst may have resent: the allowance of a second."""


class Flow:
    """Runs a fresh pump for every input."""

    def run(self, data: bytes) -> None:
        pump, now, came, went = _pump(), 0.0, 0, 0
        for word, datagram in pieces(data):
            now += (word >> 1) * TICK
            came += len(datagram)
            pump.receive([(datagram, ADDRESSES[word & 1])], now)
            for sent, address in pump.datagrams_to_send():
                assert address in ADDRESSES, "a stranger was sent something"
                went += len(sent)
            while pump.next_event() is not None:
                pass
        # To each other what they sent, and reports: each tick of a second writes a few.
        assert went <= 4 * came + RESENT_MOST + 2000 * now * 40, "the pump amplifies"

    def seed(
        self, media: Sequence[bytes], reports: Sequence[bytes], later: Sequence[bytes]
    ) -> bytes:
        said = [(n * 4, each) for n, each in enumerate(media)]
        asked = b"".join(reports[:1]) + _nack()
        told = [(21, each) for each in _losses()]
        return joined(
            *said,
            (21, asked),
            *[(31, each) for each in reports],
            *told,
            *said,
            *[(4, each) for each in later],
        )


def _nack() -> bytes:
    slot = SHAPE.slots_of("video")[0]
    return bytes.fromhex("81cd000300000001") + slot.ssrc.to_bytes(4) + b"\0\7\xff\xff"


def _losses() -> list[bytes]:
    """Return feedback that a third got lost."""
    arrivals = Arrivals()
    for number in range(0, 99, 3):
        arrivals.add(number, 0.0)
    return arrivals.take(1.0, sender=1, media=SHAPE.slots[0].ssrc)


def _pump() -> PythonPump:
    pump = PythonPump(Random(1))
    _lay_open(pump._bench)
    for person, address in zip(PEOPLE, ADDRESSES, strict=True):
        pump.admit(SCOPE, person, SHAPE)
        pump.agree(person, [line.mid for line in SHAPE.slots_of("audio")])
        pump.secure(person, KEYS)
        pump.bind(address, person)
        pump.aim(person, address)
    routes = {}
    for viewer, other in (PEOPLE, PEOPLE[::-1]):
        sound, picture = SHAPE.slots_of("audio")[0], SHAPE.slots_of("video")[0]
        routes[SlotId(viewer, sound.mid)] = Route(TrackId(other, Source.MICROPHONE))
        routes[SlotId(viewer, picture.mid)] = Route(TrackId(other, Source.CAMERA))
    pump.apply(Plan(SCOPE, 1, routes))
    return pump


def _lay_open(bench: Workbench) -> None:
    """Leave out the cipher: what was sent is what is inside."""

    def open_(context: Context, data: bytes) -> bytes | None:
        del context
        return data if len(data) <= DATAGRAM_MOST else None

    def seal(context: Context, size: int) -> bytes | None:
        del context
        return bytes(bench.view[:size])

    bench.open_rtp = bench.open_rtcp = open_  # type: ignore[misc]
    bench.seal_rtp = bench.seal_rtcp = seal  # type: ignore[misc]


FLOW: Final = Flow()

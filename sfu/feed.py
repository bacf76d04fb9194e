"""A feed: one inbound SSRC, that is, one layer of a track as it arrives."""

from dataclasses import replace
from typing import Final, Protocol

from sfu import codecs
from sfu.allowance import Allowance
from sfu.header import Packet
from sfu.history import History
from sfu.ids import Datagram, GateId, Layer, TrackId
from sfu.key_frames import KeyFrames
from sfu.missing import Missing
from sfu.receive_log import WINDOW, ReceiveLog
from sfu.reports import Block
from sfu.seqnum import unwrap
from sfu.shares import Shares
from sfu.throughput import Throughput

EXPECTED: Final = {Layer.LOW: 120_000.0, Layer.MIDDLE: 350_000.0, Layer.HIGH: 1_200_000.0}
"""Bits a second of a camera's layers, until they are measured."""

EXPECTED_VOICE: Final = 40_000.0

MISSED_MOST: Final = 64
"""Of 256, told to a sender because of others: no browser asks its encoder for more than a fifth."""

SILENCE: Final = 0.5
"""Seconds without a packet after which a layer counts as switched off by its sender."""


PACKETS_MOST: Final = {"audio": 200, "video": 1200}
"""Packets a second that one SSRC may send, and at once after a pause: twice a voice of 10 ms, and a
picture of 10 Mbit/s.  What is above is the sender's loss: nobody else's link is to bear it."""


class Sink(Protocol):
    """Where a feed's packets go on, renumbered, to one viewer."""

    def forward(self, packet: Packet) -> Datagram | None:
        """Return `packet` as this viewer is to get it, or None if they are not."""

    def skip(self, seq: int) -> None:
        """Leave no hole where `seq` is not forwarded."""


class Waiter(Protocol):
    """Who will show a feed from its next starting point on."""

    def start(self, packet: Packet) -> None: ...


class Feed:
    """Counted, ordered and asked for; and the lists of who gets it.

    A feed that nobody gets costs its receive log and nothing else: it asks for nothing.
    """

    __slots__ = (
        "_reported_at",
        "_reported_ntp",
        "adopted",
        "alive",
        "allowance",
        "flowing",
        "gates",
        "history",
        "is_video",
        "keys",
        "last_arrival",
        "layer",
        "log",
        "missed",
        "missing",
        "shares",
        "ssrc",
        "throughput",
        "track",
        "types",
        "waiting",
    )

    def __init__(self, ssrc: int, track: TrackId, layer: Layer) -> None:
        kind = track.source.kind
        self.ssrc: Final = ssrc
        self.track: Final = track
        self.layer: Final = layer
        self.is_video: Final = kind == "video"
        self.types: Final = codecs.MEDIA_TYPES[kind]
        most = PACKETS_MOST[kind]
        self.allowance: Final = Allowance(most=most, rate=most)
        self.adopted = False
        """Whether a packet has authenticated, so that the SSRC is known."""
        self.alive = False
        self.last_arrival = 0.0
        self.history: Final = History()
        self.log: Final = ReceiveLog(clock=codecs.CLOCKS[kind])
        self.missing: Final = Missing(kind)
        self.keys: Final = KeyFrames()
        self.throughput: Final = Throughput(EXPECTED[layer] if self.is_video else EXPECTED_VOICE)
        self.shares: Final = Shares()
        self.flowing: Final[list[Sink]] = []
        self.waiting: Final[list[Waiter]] = []
        self.missed = 0.0
        """The share that whoever is worst off misses of what is forwarded."""
        self.gates: tuple[GateId, ...] = ()
        """The open gates through which it is tapped."""
        self._reported_ntp = 0
        self._reported_at = 0.0

    @property
    def wanted(self) -> bool:
        return bool(self.flowing or self.waiting or self.gates)

    @property
    def due(self) -> float:
        """When something is to be asked of the sender."""
        return min(self.missing.due, self.keys.due)

    def note(self, packet: Packet, before: int, now: float) -> None:
        """Note what `packet` says about others: `before` was the newest number until it came."""
        seq = packet.seq
        if seq <= before:
            self.missing.found(seq)
        elif before >= 0 and self.wanted and not self.missing.add(before + 1, seq, now):
            self.want_key_frame(now)

    def begin(self, packet: Packet) -> None:
        """Let all who wait begin with `packet`, at which one can begin."""
        self.keys.come()
        for waiter in tuple(self.waiting):
            waiter.start(packet)

    def skip(self, seq: int) -> None:
        for sink in self.flowing:
            sink.skip(seq)

    def want_key_frame(self, now: float) -> None:
        if self.is_video:
            self.keys.want(now)

    def rest(self) -> None:
        """Ask for nothing more, if nobody gets this feed."""
        if not self.wanted:
            self.history.clear()
            self.missing.clear()
            self.keys.come()

    def reported(self, ntp: int, now: float) -> None:
        """The sender told its clock (RFC 3550, section 6.4.1)."""
        self._reported_ntp = ntp >> 16 & 0xFFFF_FFFF
        self._reported_at = now

    def lacks(self, plain: bytes) -> bool:
        """Return whether `plain`, a packet of this feed, has not come; of old ones nothing."""
        log = self.log
        seq = unwrap(int.from_bytes(plain[2:4]), log.newest)
        return 0 <= log.newest < seq + WINDOW and not log.has(seq)

    def block(self, now: float) -> Block:
        """Return what a receiver report says of this feed.

        The share that is lost is the greater one of both ways: a sender of Opus adds to each packet
        as much of the one before as that share asks for (RFC 6716, section 2.1.7).  The number of
        packets lost, by which browsers judge their own link, stays what we counted.
        """
        reception = self.log.report()
        missed = min(round(self.missed * 256), MISSED_MOST)
        if missed > reception.fraction_lost:
            reception = replace(reception, fraction_lost=missed)
        delay = int((now - self._reported_at) * 65536) if self._reported_ntp else 0
        return Block(
            ssrc=self.ssrc,
            reception=reception,
            last_report=self._reported_ntp,
            delay=min(delay, 0xFFFF_FFFF),
        )


class Repair:
    """The retransmission SSRC beside a feed (RFC 4588, section 4)."""

    __slots__ = ("adopted", "layer", "ssrc", "track")

    def __init__(self, ssrc: int, track: TrackId, layer: Layer) -> None:
        self.ssrc: Final = ssrc
        self.track: Final = track
        self.layer: Final = layer
        self.adopted = False

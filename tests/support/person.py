"""A participant beside a pump, with no network and no handshake: real SRTP under known keys.

    ada = Person.enter(pump, "ada", shape)
    ada.deliver(ada.voice(), now=1.0)            # into the pump
    for datagram in pump.datagrams_to_send(): ada.take(datagram)
    ada.heard["4"]                                # what came out of the slot of m-line 4

What comes out is read by aiortc's parsers, not by ours.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import pylibsrtp
from aiortc import RTCRtpHeaderExtensionParameters, RTCRtpParameters
from aiortc.rtp import (
    HeaderExtensionsMap,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSdesPacket,
    RtcpSrPacket,
    RtpPacket,
)

from sfu.extensions import URIS
from sfu.ids import (
    Address,
    Datagram,
    EndpointId,
    Kind,
    Mid,
    ScopeId,
    SlotId,
    Source,
    TrackId,
)
from sfu.pump import Pump, SrtpKeys
from sfu.shape import SendLine, Shape, SlotLine
from tests.support.packets import RTX, Stream, payload_of, sender_of, starts_key_frame

SCOPE = ScopeId("thursday")
PROFILES = {
    "AEAD_AES_128_GCM": (pylibsrtp.Policy.SRTP_PROFILE_AEAD_AES_128_GCM, 28),
    "AES128_CM_SHA1_80": (pylibsrtp.Policy.SRTP_PROFILE_AES128_CM_SHA1_80, 30),
}
GCM = "AEAD_AES_128_GCM"


@dataclass(frozen=True)
class Heard:
    """A packet that came out of a slot, in clear."""

    mid: str
    seq: int
    timestamp: int
    sender: str
    key: bool
    again: bool
    """It came as a retransmission."""
    plain: bytes

    @property
    def picture_id(self) -> int:
        return int.from_bytes(payload_of(self.plain)[2:4], "big") & 0x7FFF

    @property
    def tl0(self) -> int:
        return payload_of(self.plain)[4]


@dataclass(frozen=True)
class TransportFeedback:
    """As it came; tests/unit/sfu/test_twcc.py knows what is in it."""

    data: bytes


def session(profile: str, key: bytes, *, inbound: bool) -> pylibsrtp.Session:
    kind = pylibsrtp.Policy.SSRC_ANY_INBOUND if inbound else pylibsrtp.Policy.SSRC_ANY_OUTBOUND
    policy = pylibsrtp.Policy(key=key, ssrc_type=kind, srtp_profile=PROFILES[profile][0])
    policy.window_size = 1024
    policy.allow_repeat_tx = True
    return pylibsrtp.Session(policy)


def small_shape(rng: Random, *, audio: int = 2, video: int = 2) -> Shape:
    """Return the four send lines and a few slots."""
    sends = tuple(SendLine(Mid(str(n)), source) for n, source in enumerate(Source))
    kinds: list[Kind] = ["audio" for _ in range(audio)]
    kinds += ["video" for _ in range(video)]
    return Shape(
        sends,
        tuple(
            SlotLine(
                Mid(str(n)),
                kind,
                rng.getrandbits(32),
                rng.getrandbits(32) if kind == "video" else 0,
            )
            for n, kind in enumerate(kinds, start=len(sends))
        ),
    )


class Person:
    """One browser, reduced to what a pump can see of it."""

    def __init__(
        self, pump: Pump, name: str, *, seed: int = 1, profile: str = GCM, audio: int = 2
    ) -> None:
        self.pump = pump
        self.name = name
        self.id = EndpointId(name)
        self.rng = Random(f"{name}-{seed}")
        self.shape = small_shape(self.rng, audio=audio)
        size = PROFILES[profile][1]
        self.keys = SrtpKeys(profile, self.rng.randbytes(size), self.rng.randbytes(size))
        self.address: Address = (
            f"192.0.2.{self.rng.randrange(1, 255)}",
            self.rng.randrange(1024, 65536),
        )
        self.outbound = session(profile, self.keys.receive, inbound=False)
        self.inbound = session(profile, self.keys.send, inbound=True)
        self.heard: defaultdict[str, list[Heard]] = defaultdict(list)
        self.told: list[object] = []
        """The RTCP packets that came, parsed by aiortc."""
        self.counters: Counter[str] = Counter()
        self.transport_seq = self.rng.getrandbits(16)
        mark = name.encode().ljust(8)[:8]
        self.mic = self._stream("0", mark)
        self.camera = {rid: self._stream("1", mark, rid=rid) for rid in "lmh"}
        self.screen = self._stream("2", mark, rtx=True)

    @classmethod
    def enter(
        cls,
        pump: Pump,
        name: str,
        *,
        scope: ScopeId = SCOPE,
        seed: int = 1,
        profile: str = GCM,
        audio: int = 2,
    ) -> "Person":
        """Return a person who is admitted, secured, bound and aimed at, with so many audio slots."""
        person = cls(pump, name, seed=seed, profile=profile, audio=audio)
        pump.admit(scope, person.id, person.shape)
        pump.secure(person.id, person.keys)
        pump.bind(person.address, person.id)
        pump.aim(person.id, person.address)
        return person

    # What plans speak of.

    def track(self, source: Source = Source.CAMERA) -> TrackId:
        return TrackId(self.id, source)

    def slot(self, mid: str) -> SlotId:
        return SlotId(self.id, Mid(mid))

    def line(self, mid: str) -> SlotLine:
        return next(line for line in self.shape.slots if line.mid == mid)

    # What it sends.

    def voice(self, *, level: int = 30) -> list[bytes]:
        return self.protect([self.mic.voice(self._transport(1), level=level)])

    def frame(self, layers: str = "h", *, size: int = 3000, key: bool = False) -> list[bytes]:
        """Return the next picture on each of `layers`."""
        return self.protect(
            [p for rid in layers for p in self.picture(self.camera[rid], size=size, key=key)]
        )

    def picture(self, stream: Stream, *, size: int = 3000, key: bool = False) -> list[bytes]:
        """Return the next picture of `stream`, in clear."""
        stream.key_due = stream.key_due or key
        packets = stream.frame(self.transport_seq, size=size)
        self._transport(len(packets))
        return packets

    def protect(self, packets: Iterable[bytes]) -> list[bytes]:
        return [self.outbound.protect(packet) for packet in packets]

    def deliver(self, protected: Iterable[bytes], now: float) -> None:
        """Put datagrams into the pump, one batch."""
        self.pump.receive([(data, self.address) for data in protected], now)

    def say(self, rtcp: bytes, now: float) -> None:
        self.deliver([self.outbound.protect_rtcp(rtcp)], now)

    def obey(self, now: float) -> None:
        """Do what the pump asked for."""
        for packet in self.answers():
            self.deliver([packet], now)

    def answers(self) -> list[bytes]:
        """Make the next pictures key frames and return the retransmissions, as asked for."""
        answers: list[bytes] = []
        for packet in self.told:
            for stream in self.streams():
                if stream.ssrc != getattr(packet, "media_ssrc", None):
                    continue
                if isinstance(packet, RtcpPsfbPacket) and packet.fmt == 1:
                    stream.key_due = True
                elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == 1:
                    again = [stream.again(seq, self._transport(1)) for seq in packet.lost]
                    answers += self.protect(p for p in again if p is not None)
        self.told.clear()
        return answers

    def streams(self) -> list[Stream]:
        return [self.mic, *self.camera.values(), self.screen]

    # What it gets.

    def take(self, datagram: Datagram) -> None:
        """Read one of the pump's datagrams that is for this person; fails if it is not sound."""
        self.note(self.read(datagram))

    def note(self, read: Heard | list[object]) -> None:
        if isinstance(read, Heard):
            self.heard[read.mid].append(read)
        else:
            self.told += read

    def read(self, datagram: Datagram) -> Heard | list[object]:
        """Return the packet from a slot, or the RTCP packets."""
        data, address = datagram
        assert address == self.address
        if 192 <= data[1] <= 223:
            return list(read_rtcp(self.inbound.unprotect_rtcp(data)))
        plain = self.inbound.unprotect(data)
        if plain[0] & 0x20:
            self.counters["padding"] += 1
            return []
        packet = RtpPacket.parse(plain, EXTENSIONS)
        line = next(one for one in self.shape.slots if packet.ssrc in {one.ssrc, one.rtx_ssrc})
        assert packet.extensions.mid == line.mid, "the slot's own m-line, never the publisher's"
        assert packet.extensions.abs_send_time is not None
        assert packet.extensions.transport_sequence_number is not None
        again = packet.payload_type == RTX
        assert again == (packet.ssrc != line.ssrc)
        if again:
            plain = restored(plain)
        return Heard(
            mid=line.mid,
            seq=int.from_bytes(plain[2:4]),
            timestamp=packet.timestamp,
            sender=sender_of(plain).decode().strip(),
            key=starts_key_frame(plain),
            again=again,
            plain=plain,
        )

    def plis(self) -> list[int]:
        return [p.media_ssrc for p in self.told if isinstance(p, RtcpPsfbPacket) and p.fmt == 1]

    def nacked(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for packet in self.told:
            if isinstance(packet, RtcpRtpfbPacket) and packet.fmt == 1:
                found.setdefault(packet.media_ssrc, []).extend(packet.lost)
        return found

    def reports(self) -> Sequence[RtcpRrPacket | RtcpSrPacket | RtcpSdesPacket]:
        return [p for p in self.told if isinstance(p, RtcpRrPacket | RtcpSrPacket | RtcpSdesPacket)]

    def _transport(self, count: int) -> int:
        first = self.transport_seq
        self.transport_seq = first + count & 0xFFFF
        return first

    def _stream(
        self, mid: str, mark: bytes, *, rid: str | None = None, rtx: bool = False
    ) -> Stream:
        ssrc, repair = self.rng.getrandbits(32), self.rng.getrandbits(32)
        return Stream(
            mid, ssrc, self.rng, mark, rid=rid, rtx_ssrc=repair if rid is not None or rtx else 0
        )


EXTENSIONS = HeaderExtensionsMap()
EXTENSIONS.configure(
    RTCRtpParameters(
        headerExtensions=[
            RTCRtpHeaderExtensionParameters(id=number, uri=uri) for number, uri in URIS.items()
        ]
    )
)


def restored(plain: bytes) -> bytes:
    """Return the packet that a retransmission repeats (RFC 4588, section 4)."""
    at = len(plain) - len(payload_of(plain))
    return (
        plain[:1]
        + bytes([plain[1] & 0x80 | 96])
        + plain[at : at + 2]
        + plain[4:at]
        + plain[at + 2 :]
    )


def read_rtcp(compound: bytes) -> Iterator[object]:
    """Yield the packets of a compound: aiortc's, and transport feedback, which it cannot read."""
    at = 0
    while at < len(compound):
        end = at + 4 + 4 * int.from_bytes(compound[at + 2 : at + 4])
        packet = compound[at:end]
        if (packet[1], packet[0] & 31) == (205, 15):
            yield TransportFeedback(packet)
        else:
            yield from RtcpPacket.parse(packet)
        at = end


def settle(people: Iterable[Person], pump: Pump) -> None:
    """Hand what the pump wants sent to whom it is for."""
    by_address = {person.address: person for person in people}
    for datagram in pump.datagrams_to_send():
        by_address[datagram[1]].take(datagram)

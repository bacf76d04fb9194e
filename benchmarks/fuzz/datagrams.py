"""The targets behind the UDP port, from what a stranger sends to what only a participant can."""

import hmac
import struct
from collections import Counter
from random import Random
from typing import Final
from zlib import crc32

from benchmarks.fuzz.pump import FLOW
from benchmarks.fuzz.target import Target, joined, pieces
from sfu import codecs, demux, header, records, red, rtcp, rtx, vp8
from sfu.associations import AT_ONCE, IN_ALL, Associations
from sfu.edge_counts import EdgeCount
from sfu.fingerprint import Fingerprint
from sfu.framing import FRAME_MOST, Deframer, framed
from sfu.header import Packet
from sfu.ice import Credentials
from sfu.ice_table import IceTable
from sfu.ids import Address, EndpointId, Source
from sfu.introduction import introduce
from tests.support.checks import binding_request
from tests.support.packets import Stream
from tests.support.records import FATAL_ALERT, client_hello

ADA: Final = EndpointId("ada")
HER_KEYS: Final = Credentials("0123456789abcdef", "f" * 48)
STRANGER: Final[Address] = ("198.51.100.7", 4000)
_HEAD: Final = struct.Struct("!HHI")
_COOKIE: Final = 0x2112A442
_LEAST: Final = {
    demux.Traffic.MEDIA: demux.RTP_LEAST,
    demux.Traffic.STUN: demux.STUN_LEAST,
    demux.Traffic.DTLS: demux.DTLS_LEAST,
}


def demultiplex(data: bytes) -> None:
    traffic = demux.classify(data)
    assert len(data) >= _LEAST.get(traffic, 0), "a library would see a runt"


def stranger(data: bytes) -> None:
    """Whatever comes to the port as a check: the answer is never longer than it was."""
    _ask(data)


def insider(data: bytes) -> None:
    """A check of somebody who knows the password, with any attributes."""
    _ask(signed(data))


def _ask(data: bytes) -> None:
    table = IceTable()
    table.admit(ADA, HER_KEYS)
    table.receive((data, STRANGER), 1.0)
    said = table.datagrams_to_send()
    answered = table.counters[EdgeCount.CHECKS_ANSWERED]
    assert len(said) == answered, "only an authenticated check is answered"
    assert sum(len(each) for each, _ in said) <= len(data), "an answer amplifies"
    assert answered or not table.endpoints, "an address was believed"


def signed(attributes: bytes) -> bytes:
    """Return a binding request with these attributes, its integrity and its fingerprint."""
    attributes = attributes[:1200] + bytes(-len(attributes[:1200]) % 4)
    head, ours = bytes(range(12)), HER_KEYS.password.encode()
    start = _HEAD.pack(1, len(attributes) + 24, _COOKIE) + head + attributes
    start += struct.pack("!HH", 8, 20) + hmac.digest(ours, start, "sha1")
    start = _HEAD.pack(1, len(start) - 20 + 8, _COOKIE) + start[8:]
    return start + struct.pack("!HHI", 0x8028, 4, crc32(start) ^ 0x5354554E)


class _Handshake:
    """Takes what it is fed; nothing is shaken."""

    def __init__(self, address: Address) -> None:
        self.address = address

    def feed(self, data: bytes, address: Address) -> bool:
        assert not records.holds_plain_alert(data), "a forged alert was believed"
        self.address = address
        return len(data) % 7 > 0

    def begin(self, fingerprints: object) -> None:
        assert fingerprints

    def cancel(self) -> None:
        pass


def handshakes(data: bytes) -> None:
    """DTLS from addresses that were checked, up to where the library begins."""
    opened: list[_Handshake] = []

    def begin(address: Address) -> _Handshake:
        opened.append(_Handshake(address))
        return opened[-1]

    counters: Counter[EdgeCount] = Counter()
    associations = Associations(begin, counters)  # type: ignore[arg-type]
    for word, datagram in pieces(data):
        if word & 8:
            associations.expect([Fingerprint("sha-256", "AA")])
        if word & 16 and opened:
            associations.remove(opened[0])  # type: ignore[arg-type]
        if demux.classify(datagram) is demux.Traffic.DTLS:
            associations.receive(datagram, ("192.0.2.1", word & 7))
    assert len(associations.all()) <= AT_ONCE
    assert len(opened) <= IN_ALL


def connections(data: bytes) -> None:
    """TCP: the same packets come out in whatever pieces the bytes come."""
    whole, pieced = Deframer(), Deframer()
    packets = whole.feed(data)
    step = 1 + len(data) % 7
    found = [p for at in range(0, len(data), step) for p in pieced.feed(data[at : at + step])]
    assert found == packets, "pieces made a difference"
    assert pieced.broken == whole.broken
    assert all(0 < len(each) <= FRAME_MOST for each in packets)


_PACKET: Final = Packet()
_SOURCES: Final = {b"0": Source.MICROPHONE, b"1": Source.CAMERA}


def packets(data: bytes) -> None:
    """RTP: its header, its extensions, who it says it is, and what it repeats."""
    header.read_extensions(data)
    if len(data) >= header.FIXED:
        introduce(header.ssrc_of(data), data, ADA, _SOURCES)
    packet = _PACKET
    if not packet.read(data):
        return
    assert 0 < packet.payload_at <= len(packet.plain) <= len(data)
    assert packet.body == packet.plain[packet.payload_at :]
    repeated = rtx.unwrap(packet, ssrc=1, payload_type=96)
    assert len(repeated) <= len(data)
    if repeated and packet.read(repeated):
        assert packet.payload_at + packet.size == len(packet.plain)


def sounds(data: bytes) -> None:
    """Redundant sound: what is read is all there is, and what is taken apart are packets."""
    found = red.read(data)
    if found is None:
        return
    assert red.write(found.blocks, found.primary) == data
    packet = _PACKET
    assert packet.read(_redundant(data))
    carried = red.unwrap(packet)
    assert sum(len(each) - header.FIXED for each in carried) <= len(data)
    assert all(packet.read(each) and packet.payload_type == codecs.OPUS for each in carried)
    assert packet.body == found.primary


def _redundant(body: bytes) -> bytes:
    return bytes((0x80, codecs.RED)) + bytes(10) + body


def descriptors(data: bytes) -> None:
    """VP8's: positions lie in it, and renumbering changes nothing behind it."""
    packet = _PACKET
    packet.body, packet.size = data, len(data)
    if not vp8.read(packet):
        return
    assert 0 < packet.frame_at < len(data)
    numbers = vp8.PictureNumbers(first_picture=5, first_temporal=6)
    numbers.resume(packet)
    copy = bytearray(data)
    numbers.patch(memoryview(copy), 0, packet)
    assert copy[packet.frame_at :] == data[packet.frame_at :], "the frame was changed"
    assert copy[0] == data[0], "the descriptor's form was changed"


def reports(data: bytes) -> None:
    """RTCP: what is understood is in proportion to what came."""
    found = list(rtcp.parse(data))
    assert len(found) <= len(data) // 8 + 1
    asked = sum(len(each.sequences) for each in found if isinstance(each, rtcp.Nack))
    assert asked <= 17 * len(data) // 4


def _check() -> bytes:
    return binding_request(HER_KEYS.ufrag, HER_KEYS.password, rng=Random(1))


def _media() -> list[bytes]:
    camera = Stream("1", 8, Random(2), b"somebody", rid="h", rtx_ssrc=9)
    pictures = camera.frame(0, size=1500)
    again = camera.again(int.from_bytes(pictures[0][2:4]), 5)
    assert again is not None
    lost = [camera.frame(10 * n, size=3000)[-1] for n in range(1, 5)]
    return [*_voice()[:3], *pictures, again, _two_byte(pictures[0]), *lost]


def _voice() -> list[bytes]:
    voice = Stream("0", 7, Random(1), b"somebody")
    plain = [voice.voice(n) for n in range(8)]
    return [plain[0], *map(_once_more, plain[1:4]), *plain[4:]]


def _once_more(packet: bytes) -> bytes:
    """Return a voice's packet as redundant sound."""
    at = 12 + 4 + 4 * int.from_bytes(packet[14:16])
    body = red.write([red.Block(960, b"before")], packet[at:])
    return packet[:1] + bytes((codecs.RED,)) + packet[2:at] + body


def _two_byte(packet: bytes) -> bytes:
    """Return one with extensions in the long form (RFC 8285, section 4.3), and padding."""
    extensions = b"\x10\x00\x00\x02\x03\x02\x00\x07\x04\x01\x31\x00"
    return b"\xb0" + packet[1:12] + extensions + b"\x10\x00\x03"


_DESCRIPTORS: Final = (
    b"\x10\x50\x02\x00",
    b"\x90\xe0\x81\x23\x07\x20\x50\x02\x00",
    b"\x90\x80\x11\x51\x02\x00",
    b"\x80\x60\x07\x20\x50",
)
_REPORTS: Final = tuple(
    bytes.fromhex(each)
    for each in (
        "80c80006" + "00000008" * 6,
        "81c90007" + "00000001" * 7,
        "81cd0003" + "00000001" * 2 + "0007ffff",
        "81ce0002" + "00000001" * 2,
        "84ce0004" + "00000001" * 4,
        "8fce0005" + "00000001" * 2 + "52454d42" + "0100ffff" + "00000001",
        "a0ca0003" + "00000001" * 2 + "00000004",
    )
)
_HELLO: Final = client_hello(bytes(32))

TARGETS: Final = (
    Target("demux", demultiplex, (_check(), _HELLO, *_media()), ("sfu/demux.py",), 150_000),
    Target(
        "tcp",
        connections,
        (framed(_check()) + framed(b"") + framed(_HELLO), b"\xff\xff\0"),
        ("sfu/framing.py",),
        30_000,
        size_most=600,
    ),
    Target("stun", stranger, (_check(),), ("sfu/stun.py",), 250_000),
    Target("check", insider, (_check()[20:-32],), ("sfu/stun.py",), 40_000),
    Target(
        "dtls",
        handshakes,
        (joined((1, _HELLO), (9, FATAL_ALERT), (2, client_hello(b"\1" * 32)), (17, _HELLO)),),
        ("sfu/records.py", "sfu/associations.py"),
        100_000,
    ),
    Target(
        "rtp",
        packets,
        _media(),
        ("sfu/header.py", "sfu/introduction.py", "sfu/rtx.py"),
        120_000,
    ),
    Target(
        "red",
        sounds,
        (red.write([red.Block(1920, b"one"), red.Block(960, b"two")], b"three"), b"\x6fone"),
        ("sfu/red.py",),
        100_000,
        size_most=64,
    ),
    Target("vp8", descriptors, _DESCRIPTORS, ("sfu/vp8.py",), 250_000, size_most=64),
    Target("rtcp", reports, (*_REPORTS, b"".join(_REPORTS)), ("sfu/rtcp.py",), 150_000),
    Target(
        "pump",
        FLOW.run,
        (FLOW.seed(_media(), _REPORTS, _voice()[3:]),),
        ("sfu/feedback.py", "sfu/receive_log.py", "sfu/missing.py", "sfu/copies.py"),
        5_000,
        size_most=16_000,
    ),
)

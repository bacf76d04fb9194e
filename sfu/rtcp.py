"""Reads RTCP: RFC 3550 section 6, RFC 4585 section 6, RFC 5104 section 4.3, RFC 5506.

Total: whatever the bytes, it returns what it understood and whether the rest was well formed.
Compound and reduced-size packets are read alike.  Nothing of it is ever passed on end to end.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from struct import Struct
from typing import Final

from sfu import wide_report
from sfu.wide_report import WideReport

SENDER_REPORT: Final = 200
RECEIVER_REPORT: Final = 201
DESCRIPTION: Final = 202
GOODBYE: Final = 203
TRANSPORT_FEEDBACK: Final = 205
PAYLOAD_FEEDBACK: Final = 206

NACK: Final = 1  # of transport feedback
PICTURE_LOSS: Final = 1  # of payload feedback
FULL_INTRA: Final = 4
APPLICATION: Final = 15

_HEAD: Final = Struct("!BBH")
_SSRC: Final = Struct("!I")
_SENDER: Final = Struct("!IQI")
_BLOCK: Final = Struct("!III12x")
_LOST: Final = Struct("!HH")


@dataclass(frozen=True, slots=True)
class SenderReport:
    """A sender's clock."""

    ssrc: int
    ntp: int
    """64 bits, in units of 2^-32 s."""
    timestamp: int


@dataclass(frozen=True, slots=True)
class Nack:
    """A viewer misses packets of one of our SSRCs."""

    media: int
    sequences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeyFrameWanted:
    """A viewer cannot decode: picture loss indication or full intra request."""

    media: int


@dataclass(frozen=True, slots=True)
class BandwidthEstimate:
    """What a viewer believes its link bears (draft-alvestrand-rmcat-remb-03)."""

    bits_per_second: int


@dataclass(frozen=True, slots=True)
class Received:
    """What a viewer received of one of our SSRCs."""

    media: int
    lost: int
    """Since the beginning; 24 bits, signed."""
    newest: int
    """The extended highest sequence number, 32 bits."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """From here on the datagram made no sense."""


Report = (
    SenderReport | Received | Nack | KeyFrameWanted | BandwidthEstimate | WideReport | Malformed
)


def is_rtcp(data: bytes) -> bool:
    """Tell RTCP from RTP on one port (RFC 5761, section 4); `data` has two bytes."""
    return 192 <= data[1] <= 223


def parse(data: bytes) -> Iterator[Report]:
    """Yield what is in the plain packets of `data`; what does not concern us is passed over."""
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            yield Malformed()
            return
        flags, kind, words = _HEAD.unpack_from(data, at)
        end = at + 4 + 4 * words
        if flags >> 6 != 2 or words < 1 or end > len(data):
            yield Malformed()
            return
        body = data[at + 4 : end]
        if flags & 32:
            if not 0 < body[-1] <= len(body):
                yield Malformed()
                return
            body = body[: -body[-1]]
        yield from _read(kind, flags & 31, body)
        at = end


def _read(kind: int, form: int, body: bytes) -> Iterable[Report]:
    if kind == SENDER_REPORT:
        return _sender_report(body, form)
    if kind == RECEIVER_REPORT:
        return _blocks(body[4:], form)
    reader = _READERS.get((kind, form))
    return reader(body) if reader else ()


def _sender_report(body: bytes, count: int) -> Iterator[Report]:
    if len(body) < 24:
        yield Malformed()
        return
    yield SenderReport(*_SENDER.unpack_from(body))
    yield from _blocks(body[24:], count)


def _blocks(data: bytes, count: int) -> Iterator[Report]:
    """RFC 3550, section 6.4.1: so many report blocks; extensions may follow them."""
    if len(data) < count * _BLOCK.size:
        yield Malformed()
        return
    for at in range(0, count * _BLOCK.size, _BLOCK.size):
        media, lost, newest = _BLOCK.unpack_from(data, at)
        yield Received(media, lost & 0xFF_FFFF, newest)


def _nack(body: bytes) -> Iterator[Report]:
    """RFC 4585, section 6.2.1: a number, and a bit for each of the sixteen after it."""
    if len(body) < 8:
        yield Malformed()
        return
    sequences = []
    for at in range(8, len(body) - 3, 4):
        first, mask = _LOST.unpack_from(body, at)
        sequences.append(first)
        sequences += [first + 1 + bit & 0xFFFF for bit in range(16) if mask >> bit & 1]
    yield Nack(_SSRC.unpack_from(body, 4)[0], tuple(sequences))


def _picture_loss(body: bytes) -> Iterator[Report]:
    yield KeyFrameWanted(_SSRC.unpack_from(body, 4)[0]) if len(body) >= 8 else Malformed()


def _full_intra(body: bytes) -> Iterator[Report]:
    """RFC 5104, section 4.3.1.1: the SSRC of the head is unused, those of the entries count."""
    if len(body) < 16:
        yield Malformed()
        return
    for at in range(8, len(body) - 7, 8):
        yield KeyFrameWanted(_SSRC.unpack_from(body, at)[0])


def _estimate(body: bytes) -> Iterator[Report]:
    if body[8:12] != b"REMB":
        return
    if len(body) < 16:
        yield Malformed()
        return
    exponent, mantissa = body[13] >> 2, (body[13] & 3) << 16 | body[14] << 8 | body[15]
    yield BandwidthEstimate(mantissa << exponent)


def _wide(body: bytes) -> Iterator[Report]:
    yield wide_report.read(body[8:]) or Malformed()


_READERS: Final[Mapping[tuple[int, int], Callable[[bytes], Iterable[Report]]]] = {
    (TRANSPORT_FEEDBACK, NACK): _nack,
    (TRANSPORT_FEEDBACK, APPLICATION): _wide,
    (PAYLOAD_FEEDBACK, PICTURE_LOSS): _picture_loss,
    (PAYLOAD_FEEDBACK, FULL_INTRA): _full_intra,
    (PAYLOAD_FEEDBACK, APPLICATION): _estimate,
}

"""Writes RTCP: reports (RFC 3550, section 6) and what we ask for (RFC 4585, section 6).

Each function returns one packet; several together make a compound or reduced-size one (RFC 5506).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Final

from sfu.receive_log import Reception
from sfu.rtcp import (
    DESCRIPTION,
    NACK,
    PAYLOAD_FEEDBACK,
    PICTURE_LOSS,
    RECEIVER_REPORT,
    SENDER_REPORT,
    TRANSPORT_FEEDBACK,
)

INTERVAL: Final = 1.0  # seconds between two reports
BLOCKS_MOST: Final = 31  # five bits of count

_HEAD: Final = Struct("!BBHI")
_SENT: Final = Struct("!QIII")
_RECEIVED: Final = Struct("!IIIIII")
_FEEDBACK: Final = Struct("!BBHII")
_LOST: Final = Struct("!HH")
_CNAME: Final = 1


@dataclass(frozen=True, slots=True)
class Block:
    """What we received of one SSRC."""

    ssrc: int
    reception: Reception
    last_report: int
    """The middle 32 bits of the NTP time of the newest sender report, 0 if there was none."""
    delay: int
    """Since that report came, in units of 2^-16 s."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What we sent through one slot."""

    ssrc: int
    timestamp: int
    """That a packet would have which is sent now."""
    packets: int
    octets: int


def ntp(now: float) -> int:
    """Return `now` as 64 bits of NTP; of our own clock, which is all that reports need."""
    return int(now * (1 << 32)) & 0xFFFF_FFFF_FFFF_FFFF


def sender_report(sending: Sending, *, now: float) -> bytes:
    return _HEAD.pack(0x80, SENDER_REPORT, 6, sending.ssrc) + _SENT.pack(
        ntp(now), sending.timestamp, sending.packets & 0xFFFF_FFFF, sending.octets & 0xFFFF_FFFF
    )


def description(ssrc: int, cname: str) -> bytes:
    """Return an SDES packet: each compound must name its source (RFC 3550, section 6.1)."""
    text = cname.encode()
    item = bytes((_CNAME, len(text))) + text
    item += bytes(4 - len(item) % 4)  # At least one zero ends the items.
    return _HEAD.pack(0x81, DESCRIPTION, 1 + len(item) // 4, ssrc) + item


def receiver_report(sender: int, blocks: Sequence[Block]) -> bytes:
    assert len(blocks) <= BLOCKS_MOST, "an endpoint has at most 32 SSRCs; report on those it uses"
    head = _HEAD.pack(0x80 | len(blocks), RECEIVER_REPORT, 1 + 6 * len(blocks), sender)
    return head + b"".join(
        _RECEIVED.pack(
            block.ssrc,
            block.reception.fraction_lost << 24 | block.reception.lost & 0xFF_FFFF,
            block.reception.newest,
            block.reception.jitter,
            block.last_report,
            block.delay,
        )
        for block in blocks
    )


def nack(sender: int, media: int, sequences: Iterable[int]) -> bytes:
    """Ask for packets again; `sequences` are in sending order, unwrapped or not."""
    pairs: list[list[int]] = []
    for sequence in sequences:
        distance = sequence - pairs[-1][0] & 0xFFFF if pairs else 0
        if 0 < distance <= 16:
            pairs[-1][1] |= 1 << distance - 1
        else:
            pairs.append([sequence & 0xFFFF, 0])
    head = _FEEDBACK.pack(0x80 | NACK, TRANSPORT_FEEDBACK, 2 + len(pairs), sender, media)
    return head + b"".join(_LOST.pack(first, mask) for first, mask in pairs)


def picture_loss(sender: int, media: int) -> bytes:
    return _FEEDBACK.pack(0x80 | PICTURE_LOSS, PAYLOAD_FEEDBACK, 2, sender, media)

"""What leaves through a slot: the port, and the header that audio and video have in common.

Of a publisher's extensions none but the audio level goes down; ours say when the packet left and
which m-line it is for (RFC 8843, section 9.2).
"""

from struct import Struct
from typing import Final, Protocol

from sfu import extensions
from sfu.header import ONE_BYTE, Packet
from sfu.history import History
from sfu.ids import Address, Datagram, Mid
from sfu.reports import Sending
from sfu.srtp import Seal

FLAGS: Final = 0x90  # Version 2, with extensions; no padding, no CSRCs.
HEAD: Final = Struct("!BBHI8sI")
"""Flags, marker and payload type, sequence number, timestamp, what never changes, the stamp."""
STAMP_AT: Final = 16
SEQUENCES: Final = 1 << 15
"""First numbers are below it, so that no loss can be taken for a rollover (RFC 3711, 3.3.1)."""
GAP_MOST: Final = 1 << 30  # ticks; from 2^31 on time would seem to run backwards
NOWHERE: Final[Address] = ("", 0)
NOTHING: Final = History()
"""The history of a slot that shows nothing."""

new_datagram: Final = tuple.__new__
"""Makes a Datagram in half the time that its own constructor takes."""

_FIXED: Final = Struct("!IHH")
_STAMP_FORM: Final = (extensions.ABS_SEND_TIME << 4 | 2) << 24


class Outlet(Protocol):
    """How a slot's packets are made: one SSRC whose numbers never break."""

    seal: Seal
    address: Address

    def resume(self, packet: Packet, history: History) -> None:
        """Continue with another feed, whose first packet this is."""

    def forward(self, packet: Packet) -> Datagram | None:
        """Return `packet` as this viewer is to get it, or None if they are not."""

    def skip(self, seq: int) -> None:
        """Leave no hole where `seq` is not forwarded."""

    def resend(self, sequence: int, stamp: int) -> Datagram | None:
        """Return what was sent under `sequence` once more, if it is still known."""

    def forget(self) -> None:
        """Resend nothing of what was sent so far."""

    def sending(self, now: float) -> Sending:
        """Return what a sender report says."""


def no_seal(size: int) -> None:
    """Seal nothing: no keys are agreed yet."""
    del size


def stamp(now: float) -> int:
    """Return the abs-send-time element of `now`: 24 bits, 18 of them behind the point."""
    return _STAMP_FORM | int(now * (1 << 18)) & 0xFF_FFFF


def mid_element(mid: Mid) -> bytes:
    text = mid.encode()
    assert 1 <= len(text) <= 16, "a one-byte header holds 16 bytes (RFC 8285, section 4.2)"
    return bytes((extensions.MID << 4 | len(text) - 1,)) + text


def fixed(ssrc: int, size: int) -> bytes:
    """Return the bytes that never change: the SSRC and the head of `size` bytes of extensions."""
    assert size % 4 == 0, "extensions fill whole words"
    return _FIXED.pack(ssrc, ONE_BYTE, size // 4)

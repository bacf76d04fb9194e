"""What leaves through a slot: the port, and the header that audio and video have in common.

Of a publisher's extensions none but the audio level goes down; ours say when the packet left, which
of all that leave for this browser it is, and which m-line it is for (RFC 8843, section 9.2).
"""

from collections.abc import Callable
from functools import cache
from struct import Struct
from typing import Final, Protocol

from sfu import extensions
from sfu.feed import Sink
from sfu.header import ONE_BYTE, Packet
from sfu.history import History
from sfu.ids import Address, Datagram, Mid
from sfu.reports import Sending
from sfu.srtp import Context

HEAD: Final = "!BBHI"
"""Flags, marker and payload type, sequence number, timestamp."""
FLAGS: Final = 0x90  # Version 2, with extensions; no padding, no CSRCs.
PADDED: Final = 0x20
EXTENSIONS_AT: Final = 16  # Where their elements begin.
SEQUENCES: Final = 1 << 15
"""First numbers are below it, so that no loss can be taken for a rollover (RFC 3711, 3.3.1)."""
GAP_MOST: Final = 1 << 30  # ticks; from 2^31 on time would seem to run backwards
NOWHERE: Final[Address] = ("", 0)
NOTHING: Final = History()
"""The history of a slot that shows nothing."""

_FIXED: Final = Struct("!IHH")
FIXED: Final = _FIXED.size
"""Bytes of what `fixed` returns, but for the elements."""
_STAMP_FORM: Final = (extensions.ABS_SEND_TIME << 4 | 2) << 24


class Outlet(Protocol):
    """How a slot's packets are made: one SSRC whose numbers never break."""

    address: Address
    context: Context | None
    """To protect with; None before there are keys."""

    def resume(self, packet: Packet, history: History) -> None:
        """Continue with another feed, whose first packet this is."""

    def thin(self, frames: int) -> Sink:
        """Send frames up to this temporal layer; return where the feed's packets go from now on."""

    def forward(self, packet: Packet) -> Datagram | None:
        """Return `packet` as this viewer is to get it, or None if they are not."""

    def skip(self, seq: int) -> None:
        """Leave no hole where `seq` is not forwarded."""

    def resend(self, sequence: int, now: float) -> Datagram | None:
        """Return what was sent under `sequence` once more, if it is still known."""

    def pad(self, size: int, now: float) -> Datagram | None:
        """Return a packet of `size` bytes of padding, if this outlet can carry any."""

    def forget(self) -> None:
        """Resend nothing of what was sent so far."""

    def sending(self, now: float) -> Sending:
        """Return what a sender report says."""


class Tally:
    """How much one slot has sent, over all the feeds that it showed."""

    __slots__ = ("_began", "_history", "_octets", "_packets", "_sent_at")

    def __init__(self) -> None:
        self._history = NOTHING
        self._began = (0, 0)  # What the feed had passed on before it was shown here.
        self._packets = 0
        self._octets = 0
        self._sent_at = 0.0

    def follow(self, history: History) -> None:
        """Count from now on what goes into `history`."""
        self._packets, self._octets, self._sent_at = self.read()
        self._history = history
        self._began = (history.packets, history.octets)

    def read(self) -> tuple[int, int, float]:
        """Return the packets, the octets of payload, and when the last one was sent."""
        history = self._history
        packets = history.packets - self._began[0]
        octets = history.octets - self._began[1]
        sent_at = history.arrived if packets else self._sent_at
        return self._packets + packets, self._octets + octets, sent_at

    def withhold(self, octets: int) -> None:
        """Do not count the last packet of the feed: it went to others only."""
        self._packets -= 1
        self._octets -= octets

    def gap(self, now: float, clock: int) -> int:
        """Return how many ticks have passed since the last packet; one if there was none."""
        packets, _, sent_at = self.read()
        return min(int((now - sent_at) * clock), GAP_MOST) if packets else 1


def stamp(now: float) -> int:
    """Return the abs-send-time element of `now`: 24 bits, 18 of them behind the point."""
    return _STAMP_FORM | int(now * (1 << 18)) & 0xFF_FFFF


class Layout(dict[int, Callable[..., None]]):
    """Writes a packet in one go: for each size that its last field has had, a `pack_into`.

    All outlets of the same form share one.  A size is at most a datagram's.
    """

    __slots__ = ("_form", "size")

    def __init__(self, form: str) -> None:
        super().__init__()
        self._form = HEAD + form
        self.size: Final = Struct(self._form).size
        """Of all but the last field."""

    def __missing__(self, size: int) -> Callable[..., None]:
        pack = self[size] = Struct(f"{self._form}{size}s").pack_into
        return pack


@cache
def layout(form: str) -> Layout:
    """Return the layout of `HEAD`, `form` and the last field."""
    return Layout(form)


def mid_element(mid: Mid) -> bytes:
    text = mid.encode()
    assert 1 <= len(text) <= 16, "a one-byte header holds 16 bytes (RFC 8285, section 4.2)"
    return bytes((extensions.MID << 4 | len(text) - 1,)) + text


def fixed(ssrc: int, size: int, elements: bytes) -> bytes:
    """Return what never changes: the SSRC, the head of `size` bytes of extensions, the first."""
    assert size % 4 == 0, "extensions fill whole words"
    return _FIXED.pack(ssrc, ONE_BYTE, size // 4) + elements

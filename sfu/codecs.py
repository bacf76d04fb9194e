"""The codecs of the only offer, by payload type.

The server offers, so that both browsers take these numbers over: a payload type means the same at
every endpoint and is never mapped.  The offer is written from this file and the pump reads by it.
"""

from typing import Final

from sfu.ids import Kind

OPUS: Final = 111
RED: Final = 63  # Redundant Opus (RFC 2198); offered second, so sent only by who changes to it.
VP8: Final = 96
RTX: Final = 97  # Retransmissions of VP8 (RFC 4588).

AUDIO_CLOCK: Final = 48_000  # ticks per second, RFC 7587, section 4.1
VIDEO_CLOCK: Final = 90_000  # ticks per second, RFC 7741, section 6.1

MEDIA_TYPES: Final[dict[Kind, frozenset[int]]] = {
    "audio": frozenset({OPUS}),
    "video": frozenset({VP8}),
}
"""What may be forwarded.  RED is taken apart first; anything else on an m-line is dropped."""

CLOCKS: Final[dict[Kind, int]] = {"audio": AUDIO_CLOCK, "video": VIDEO_CLOCK}

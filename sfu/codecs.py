"""Payload types and clocks: the same for every endpoint, because the server makes every offer."""

from typing import Final

OPUS: Final = 111
RED: Final = 63
"""Redundant audio (RFC 2198).  Offered after Opus, so that nobody sends it unasked."""

VP8: Final = 96
RTX: Final = 97
"""Retransmissions of VP8 (RFC 4588), on SSRCs of their own."""

AUDIO_CLOCK: Final = 48_000  # ticks per second
VIDEO_CLOCK: Final = 90_000  # ticks per second

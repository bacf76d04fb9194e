"""How loud a microphone was of late, from the audio level extension (RFC 6464).

Who is silent sends a packet now and then (discontinuous transmission): what is not sent counts as
silence for as long as it lasts, or a turn would seem to go on for seconds.
"""

from math import pow  # noqa: A004 - of floats, where the built-in one may be complex
from typing import Final

SILENCE: Final = 127  # -dBov; what digital silence and a missing microphone have

ATTACK: Final = 0.5
"""Share of a louder packet that is believed at once: speech is noticed within 60 ms."""

RELEASE: Final = 0.05
"""Share of a quieter one: a pause between two words (0.3 s) does not end a turn."""

FRAME: Final = 0.02  # seconds of a packet
LAPSE: Final = 0.1
"""Seconds without a packet that are no silence: some were lost, or came late."""

FORGET: Final = 1.0  # seconds without a packet after which a microphone is silent


class Level:
    """The smoothed level of one microphone."""

    __slots__ = ("_heard_at", "_quiet")

    def __init__(self) -> None:
        self._quiet = float(SILENCE)
        self._heard_at = 0.0

    def hear(self, octet: int, now: float) -> None:
        """Take the extension's octet; its first bit, voice activity, browsers do not agree on."""
        quiet = octet & 127
        if now - self._heard_at > LAPSE:
            self._quiet = self._faded(now)
        share = ATTACK if quiet < self._quiet else RELEASE
        self._quiet += (quiet - self._quiet) * share
        self._heard_at = now

    def dbov(self, now: float) -> int:
        """Return the level at `now`: 0 is loudest, -127 silence."""
        return -SILENCE if now - self._heard_at > FORGET else -round(self._faded(now))

    def _faded(self, now: float) -> float:
        silent = now - self._heard_at
        if silent <= LAPSE:
            return self._quiet
        return SILENCE - (SILENCE - self._quiet) * pow(1 - RELEASE, silent / FRAME)

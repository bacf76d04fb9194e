"""The shape of an endpoint: what it may send and into how many slots it receives.

Fixed before the only offer of the session is written and never changed after it.  Every m-line
costs the browser time when it joins (about 10 ms each in Chromium), so slots are sized to the
room, not to the largest room there could be.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

from sfu.ids import Kind, Mid, Source

AUDIO_SLOTS: Final = 8
"""More people than this can speak at once; nobody can follow it.  The loudest are forwarded."""

SCREEN_SLOTS: Final = 3
"""Video slots beyond one per face, so that shared screens never cost a face."""

VIDEO_SLOTS_MOST: Final = 25


@dataclass(frozen=True, slots=True)
class SendLine:
    """An m-line on which the browser sends."""

    mid: Mid
    source: Source


@dataclass(frozen=True, slots=True)
class SlotLine:
    """An m-line on which the browser receives; its SSRCs are declared and never change."""

    mid: Mid
    kind: Kind
    ssrc: int
    rtx_ssrc: int
    """Of the retransmission stream (RFC 4588); 0 for audio, which has none."""

    @property
    def cname(self) -> str:
        """The canonical name, in the offer and in reports; one a slot, so that none are synced."""
        return f"slot{self.mid}"


@dataclass(frozen=True, slots=True)
class Shape:
    sends: tuple[SendLine, ...]
    slots: tuple[SlotLine, ...]

    def slots_of(self, kind: Kind) -> tuple[SlotLine, ...]:
        return tuple(slot for slot in self.slots if slot.kind == kind)


def for_capacity(people: int, *, rng: Random) -> Shape:
    """Return the shape of an endpoint in a room for `people`; 14 give 8 audio, 16 video slots."""
    others = max(1, people - 1)
    kinds: list[Kind] = ["audio"] * min(others, AUDIO_SLOTS)
    kinds += ["video"] * min(others + SCREEN_SLOTS, VIDEO_SLOTS_MOST)
    sends = tuple(SendLine(Mid(str(n)), source) for n, source in enumerate(Source))
    ssrcs = iter(rng.sample(range(1, 2**32), 2 * len(kinds)))
    slots = tuple(
        SlotLine(Mid(str(n)), kind, next(ssrcs), next(ssrcs) if kind == "video" else 0)
        for n, kind in enumerate(kinds, start=len(sends))
    )
    return Shape(sends, slots)

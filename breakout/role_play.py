"""Parts for a role-play: who had one least often has it next, and a bell passes them on."""

from collections.abc import Sequence
from random import Random

from breakout.met import Met, Who
from breakout.part import Part
from rooms.ids import ParticipantId

Cast = tuple[ParticipantId, ...]
"""The people of a room in the order of their parts: A, B, and then those who coach."""


def cast(room: Sequence[ParticipantId], met: Met, who: Who, rng: Random) -> Cast:
    """Give A to whom had it least often, B to whom of the others had that least; then chance."""
    waiting = sorted(room)
    rng.shuffle(waiting)
    order: list[ParticipantId] = []
    for part in (Part.A, Part.B)[: len(waiting)]:
        chosen = min(waiting, key=lambda id_: met.times(who[id_], part))
        waiting.remove(chosen)
        order.append(chosen)
    return (*order, *waiting)


def swapped(cast: Cast) -> Cast:
    """Pass the parts on at the bell: B becomes A, a coach B, and A rests as the last coach.

    After as many bells as there are people, everyone has had every part.
    """
    return (*cast[1:], *cast[:1])


def parts(cast: Cast) -> dict[ParticipantId, Part]:
    """Return what each plays."""
    order = (Part.A, Part.B, *(Part.COACH for _ in cast[2:]))
    return dict(zip(cast, order, strict=False))

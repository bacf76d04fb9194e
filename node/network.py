"""Whose network is weak: shares of lost packets become a word that does not flicker.  Pure.

Somebody is taken for weak after `WEAK_LOOKS` looks in a row above `WEAK`, and for good again after
`GOOD_LOOKS` below `GOOD`; so nobody changes more often than every few seconds.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from rooms.ids import ParticipantId

TICKS: Final = 20  # of `speech.TICK` between two looks: 2 s, in which one voice sends 100 packets

WEAK: Final = 0.08  # Opus hides 5 % from most ears, and video begins to freeze
GOOD: Final = 0.03

WEAK_LOOKS: Final = 2  # 4 s; a shorter burst is over before anybody could do something
GOOD_LOOKS: Final = 3


@dataclass(frozen=True, slots=True)
class Network:
    """`runs` is for how many looks in a row somebody was not what they are taken for."""

    weak: frozenset[ParticipantId] = frozenset()
    runs: Mapping[ParticipantId, int] = field(default_factory=lambda: MappingProxyType({}))


def look(
    network: Network, losses: Mapping[ParticipantId, float], here: Collection[ParticipantId]
) -> Network:
    """Return what is known after one more look; whom `losses` says nothing of stays as they are."""
    runs = {
        person: network.runs.get(person, 0) + 1
        for person, loss in losses.items()
        if (loss < GOOD if person in network.weak else loss > WEAK)
    }
    kept = {
        person: count
        for person, count in network.runs.items()
        if person in here and person not in losses
    }
    turned = {
        person
        for person, count in runs.items()
        if count >= (GOOD_LOOKS if person in network.weak else WEAK_LOOKS)
    }
    weak = (network.weak ^ turned) & frozenset(here)
    left = {person: count for person, count in runs.items() if person not in turned}
    return Network(weak, {**kept, **left})

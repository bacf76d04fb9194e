"""What is on offer at a vantage: all that could be heard and seen there, the most important first.

It is the same for everyone there, so it is put in order once and not for each of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from node.feed import DEVICES, Feed
from rooms.ids import ParticipantId
from rooms.session import Session
from rooms.visibility import Vantage, audience
from sfu.ids import Source

Rank = Mapping[ParticipantId, int]
"""Who speaks, and which place they have, the loudest first."""

_SHOWN: Final = (Source.SCREEN, Source.CAMERA)

_HEARD: Final = (Source.SCREEN_AUDIO, Source.MICROPHONE)

_KINDS: Final = tuple(product((False, True), _HEARD))
"""Sounds by whether only an ear brings them and by where they come from, in their order."""


@dataclass(frozen=True, slots=True)
class _Sounds:
    """Sounds of one kind: those of whom one hears speak, in their order, and the silent ones."""

    speaking: list[Feed] = field(default_factory=list)
    silent: dict[Feed, int] = field(default_factory=dict)

    def for_holder(self, held: Iterable[Feed]) -> Iterator[Feed]:
        """Let who has a slot keep it while there is silence."""
        yield from self.speaking
        yield from sorted(
            (feed for feed in held if feed in self.silent), key=self.silent.__getitem__
        )
        yield from self.silent


@dataclass(frozen=True, slots=True)
class OnOffer:
    """`leading` are the voices of facilitators in one's room; `sounds` come in order of kind.

    `seen` is all that may be shown, `near` what of it needs no ear.
    """

    leading: tuple[Feed, ...]
    sounds: tuple[_Sounds, ...]
    seen: Mapping[Feed, None]
    near: tuple[Feed, ...]

    def heard_by(self, viewer: ParticipantId, held: Collection[Feed]) -> Iterator[Feed]:
        """Return what someone could hear, the most important first, and some of it twice.

        One facilitator of one's room, whatever happens; then the sound of shared screens; then who
        speaks, the loudest first; then who has a slot already, so that silence moves nothing.
        What is heard through an ear comes after all that, in the same order.
        """
        yield from [feed for feed in self.leading if feed.participant != viewer][:1]
        for sounds in self.sounds:
            yield from (feed for feed in sounds.for_holder(held) if feed.participant != viewer)

    def seen_by(self, viewer: ParticipantId) -> Iterator[Feed]:
        """Return every screen and then every face, as a page is shown that has not said what it
        shows.  The faces of rooms that are only listened to are for pages that ask for them.
        """
        return (feed for feed in self.near if feed.participant != viewer)


def on_offer(
    session: Session,
    vantage: Vantage,
    feeds: Iterable[Feed],
    *,
    leads: Collection[ParticipantId],
    rank: Rank,
) -> OnOffer:
    """Put in order what reaches a vantage."""
    reaching = tuple(feeds)
    sounds: dict[tuple[bool, Source], list[Feed]] = {kind: [] for kind in _KINDS}
    for feed in reaching:
        if feed.source in _HEARD:
            sounds[_is_far(session, vantage, feed), feed.source].append(feed)
    ordered = tuple(_sorted(sounds[kind], rank) for kind in _KINDS)
    voices = _all(ordered[_KINDS.index((False, Source.MICROPHONE))])
    seen = [feed for source in _SHOWN for feed in reaching if feed.source is source]
    return OnOffer(
        leading=tuple(feed for feed in voices if feed.participant in leads),
        sounds=ordered,
        seen=dict.fromkeys(seen),
        near=tuple(feed for feed in seen if not _is_far(session, vantage, feed)),
    )


def _sorted(feeds: Iterable[Feed], rank: Rank) -> _Sounds:
    sounds = _Sounds()
    for feed in feeds:
        if feed.participant in rank:
            sounds.speaking.append(feed)
        else:
            sounds.silent[feed] = len(sounds.silent)
    sounds.speaking.sort(key=lambda feed: rank[feed.participant])
    return sounds


def _all(sounds: _Sounds) -> Iterator[Feed]:
    yield from sounds.speaking
    yield from sounds.silent


def _is_far(session: Session, vantage: Vantage, feed: Feed) -> bool:
    """Return whether only an ear brings it."""
    sending = session.participants[feed.participant]
    return vantage.space not in audience(sending, DEVICES[feed.source])

"""Who is given which slot: a slot that can stay stays, and nobody is given what is not theirs.

Pure: the same session and wiring always give the same slots.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from node.feed import DEVICES, Feed, published, reaching
from node.wiring import Given, Line, Wiring
from rooms.candidates import Candidates
from rooms.ids import ParticipantId
from rooms.role import Role
from rooms.session import Session
from rooms.visibility import from_afar, listened_by
from sfu.ids import Mid, Source

_SHOWN: Final = (Source.SCREEN, Source.CAMERA)
_HEARD: Final = frozenset({Source.MICROPHONE, Source.SCREEN_AUDIO})

Leads = Collection[ParticipantId]
"""Who leads."""

Rank = Mapping[ParticipantId, int]
"""Who speaks, and which place they have, the loudest first."""


def assign(session: Session, wiring: Wiring) -> Wiring:
    """Return the wiring with every line's slots given anew."""
    circle = session.circle
    feeds, candidates = published(circle), Candidates.of(session)
    leads = frozenset(person.id for person in circle if person.role is Role.FACILITATOR)
    rank = {person: place for place, person in enumerate(wiring.speakers)}

    def given(viewer: ParticipantId, line: Line) -> Given:
        theirs = reaching(session, viewer, feeds, candidates)
        return _given(theirs, _far(session, viewer, theirs), line, leads, rank)

    lines = {
        viewer: replace(line, given=given(viewer, line)) for viewer, line in wiring.lines.items()
    }
    return replace(wiring, lines=lines)


def _far(session: Session, viewer: ParticipantId, feeds: Iterable[Feed]) -> frozenset[Feed]:
    """Return which of these come through an ear."""
    if not listened_by(session, viewer):
        return frozenset()
    return frozenset(
        feed for feed in feeds if from_afar(session, viewer, feed.participant, DEVICES[feed.source])
    )


def fill(mids: Sequence[Mid], held: Given, wants: Iterable[Feed]) -> dict[Mid, Feed]:
    """Give the first of `wants` a slot each, moving nothing that has one.

    `wants` is in order of importance: what does not fit is left out from its end.
    """
    wanted = list(dict.fromkeys(wants))[: len(mids)]
    kept = {mid: held[mid] for mid in mids if held.get(mid) in wanted}
    free = (mid for mid in mids if mid not in kept)
    seated = set(kept.values())
    return kept | dict(zip(free, (feed for feed in wanted if feed not in seated), strict=False))


def _given(
    feeds: Sequence[Feed], far: Collection[Feed], line: Line, leads: Leads, rank: Rank
) -> Given:
    audio = _heard(feeds, far, frozenset(line.given.values()), leads, rank)
    return {
        **fill(line.mids("audio"), line.given, audio),
        **fill(line.mids("video"), line.given, _seen(feeds, line)),
    }


def _heard(
    feeds: Sequence[Feed], far: Collection[Feed], held: Collection[Feed], leads: Leads, rank: Rank
) -> list[Feed]:
    """Return what could be heard, the most important first.

    One facilitator of one's room, whatever happens; then the sound of shared screens; then who
    speaks, the loudest first; then who has a slot already, so that silence moves nothing.  What is
    heard through an ear comes after all that, in the same order.
    """
    sounds = sorted(
        (feed for feed in feeds if feed.source in _HEARD),
        key=lambda feed: (
            feed in far,
            feed.source is Source.MICROPHONE,
            rank.get(feed.participant, len(rank)),
            feed not in held,
        ),
    )
    leading = (
        feed
        for feed in sounds
        if feed.source is Source.MICROPHONE and feed.participant in leads and feed not in far
    )
    return [*islice(leading, 1), *sounds]


def _seen(feeds: Sequence[Feed], line: Line) -> list[Feed]:
    """Return what the page shows; until it has said so, every screen and then every face."""
    if line.tiles is None:
        return [feed for source in _SHOWN for feed in feeds if feed.source is source]
    seen = {feed for feed in feeds if feed.source in _SHOWN}
    return [tile.feed for tile in line.tiles if tile.feed in seen]

"""Who is given which slot: a slot that can stay stays, and nobody is given what is not theirs.

Pure: the same session and wiring always give the same slots.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from node.feed import Feed, may_flow
from node.wiring import Given, Line, Wiring
from rooms.ids import ParticipantId
from rooms.role import Role
from rooms.session import Session
from sfu.ids import Kind, Mid, Source

_FIRST_SHOWN: Final = (Source.SCREEN, Source.CAMERA)
"""Before a page has said what it shows: if not all fit, rather a screen than a face."""


def assign(session: Session, wiring: Wiring) -> Wiring:
    """Return the wiring with every line's slots given anew."""
    circle = [person.id for person in session.circle]
    lines = {
        viewer: replace(line, given=_given(_Seat(session, viewer, circle), line, wiring.speakers))
        for viewer, line in wiring.lines.items()
    }
    return replace(wiring, lines=lines)


def fill(mids: Sequence[Mid], held: Given, wants: Iterable[Feed]) -> dict[Mid, Feed]:
    """Give the first of `wants` a slot each, moving nothing that has one.

    `wants` is in order of importance: what does not fit is left out from its end.
    """
    wanted = list(dict.fromkeys(wants))[: len(mids)]
    kept = {mid: held[mid] for mid in mids if held.get(mid) in wanted}
    free = (mid for mid in mids if mid not in kept)
    seated = set(kept.values())
    return kept | dict(zip(free, (feed for feed in wanted if feed not in seated), strict=False))


class _Seat:
    """What one viewer could be given: the circle as they may receive it."""

    def __init__(
        self, session: Session, viewer: ParticipantId, circle: Sequence[ParticipantId]
    ) -> None:
        self._session = session
        self._viewer = viewer
        self._circle = circle

    def feeds(self, source: Source) -> list[Feed]:
        return self.permitted(Feed(person, source) for person in self._circle)

    def permitted(self, feeds: Iterable[Feed]) -> list[Feed]:
        return [feed for feed in feeds if may_flow(self._session, feed, self._viewer)]

    def leads(self, feed: Feed) -> bool:
        return self._session.participants[feed.participant].role is Role.FACILITATOR


def _given(seat: _Seat, line: Line, speakers: Sequence[ParticipantId]) -> Given:
    wants: dict[Kind, list[Feed]] = {
        "audio": _heard(seat, speakers, frozenset(line.given.values())),
        "video": _seen(seat, line),
    }
    return {
        mid: feed
        for kind, feeds in wants.items()
        for mid, feed in fill(line.mids(kind), line.given, feeds).items()
    }


def _heard(seat: _Seat, speakers: Sequence[ParticipantId], held: frozenset[Feed]) -> list[Feed]:
    """Return what could be heard, the most important first.

    One facilitator, whatever happens; then the sound of shared screens; then who speaks, the
    loudest first; then who has a slot already, so that silence moves nothing.
    """
    rank = {person: place for place, person in enumerate(speakers)}
    voices = sorted(
        seat.feeds(Source.MICROPHONE),
        key=lambda feed: (rank.get(feed.participant, len(rank)), feed not in held),
    )
    leading = [feed for feed in voices if seat.leads(feed)]
    return [*leading[:1], *seat.feeds(Source.SCREEN_AUDIO), *voices]


def _seen(seat: _Seat, line: Line) -> list[Feed]:
    if line.tiles is None:
        return [feed for source in _FIRST_SHOWN for feed in seat.feeds(source)]
    return seat.permitted(tile.feed for tile in line.tiles if tile.source.kind == "video")

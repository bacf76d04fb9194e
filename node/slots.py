"""Who is given which slot: a slot that can stay stays, and nobody is given what is not theirs.

Pure: the same session and wiring always give the same slots.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from node.feed import Feed, published, reaching
from node.on_offer import OnOffer, on_offer
from node.wiring import Given, Line, Wiring
from rooms.candidates import Candidates
from rooms.ids import ParticipantId
from rooms.role import Role
from rooms.session import Session
from rooms.visibility import Vantage, vantage_of
from sfu.ids import Mid


def assign(session: Session, wiring: Wiring) -> Wiring:
    """Return the wiring with every line's slots given anew."""
    circle = session.circle
    feeds, candidates = published(circle), Candidates.of(session)
    leads = frozenset(person.id for person in circle if person.role is Role.FACILITATOR)
    rank = {person: place for place, person in enumerate(wiring.speakers)}

    @cache
    def offered(vantage: Vantage) -> OnOffer:
        there = reaching(session, vantage, feeds, candidates)
        return on_offer(session, vantage, there, leads=leads, rank=rank)

    def given(viewer: ParticipantId, line: Line) -> Given:
        vantage = vantage_of(session, viewer)
        return {} if vantage is None else _given(viewer, line, offered(vantage))

    lines = {
        viewer: replace(line, given=given(viewer, line)) for viewer, line in wiring.lines.items()
    }
    return replace(wiring, lines=lines)


def fill(mids: Sequence[Mid], held: Given, wants: Iterable[Feed]) -> dict[Mid, Feed]:
    """Give the first of `wants` a slot each, moving nothing that has one.

    `wants` is in order of importance: what does not fit is left out from its end.  A slot that was
    empty comes before one that somebody leaves: of them a browser still holds sound and pictures.
    """
    wanted = _first(len(mids), wants)
    kept = {mid: held[mid] for mid in mids if held.get(mid) in wanted}
    free = sorted((mid for mid in mids if mid not in kept), key=held.__contains__)
    seated = set(kept.values())
    return kept | dict(zip(free, (feed for feed in wanted if feed not in seated), strict=False))


def _first(count: int, wants: Iterable[Feed]) -> dict[Feed, None]:
    """Return the first few that differ, and look no further."""
    first: dict[Feed, None] = {}
    for feed in wants:
        if len(first) == count:
            break
        first[feed] = None
    return first


def _given(viewer: ParticipantId, line: Line, offer: OnOffer) -> Given:
    audio = offer.heard_by(viewer, tuple(line.given.values()))
    return {
        **fill(line.mids("audio"), line.given, audio),
        **fill(line.mids("video"), line.given, _seen(viewer, line, offer)),
    }


def _seen(viewer: ParticipantId, line: Line, offer: OnOffer) -> Iterable[Feed]:
    """Return what the page shows; until it has said so, every screen and then every face."""
    if line.tiles is None:
        return offer.seen_by(viewer)
    return (
        tile.feed for tile in line.tiles if tile.participant != viewer and tile.feed in offer.seen
    )

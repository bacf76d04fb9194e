"""Who is given which slot: a slot that can stay stays, and nobody is given what is not theirs.

Pure: the same session and wiring always give the same slots.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from node.feed import Feed, published, reaching
from node.wiring import Given, Line, Wiring
from rooms.candidates import Candidates
from rooms.ids import ParticipantId
from rooms.role import Role
from rooms.session import Session
from sfu.ids import Mid, Source

_SHOWN: Final = (Source.SCREEN, Source.CAMERA)


def assign(session: Session, wiring: Wiring) -> Wiring:
    """Return the wiring with every line's slots given anew."""
    circle = session.circle
    feeds, candidates = published(circle), Candidates.of(session)
    leads = frozenset(person.id for person in circle if person.role is Role.FACILITATOR)
    lines = {
        viewer: replace(
            line,
            given=_given(
                reaching(session, viewer, feeds, candidates), leads, line, wiring.speakers
            ),
        )
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


def _given(
    feeds: Sequence[Feed],
    leads: Collection[ParticipantId],
    line: Line,
    speakers: Sequence[ParticipantId],
) -> Given:
    audio = _heard(feeds, leads, speakers, frozenset(line.given.values()))
    return {
        **fill(line.mids("audio"), line.given, audio),
        **fill(line.mids("video"), line.given, _seen(feeds, line)),
    }


def _heard(
    feeds: Sequence[Feed],
    leads: Collection[ParticipantId],
    speakers: Sequence[ParticipantId],
    held: Collection[Feed],
) -> list[Feed]:
    """Return what could be heard, the most important first.

    One facilitator, whatever happens; then the sound of shared screens; then who speaks, the
    loudest first; then who has a slot already, so that silence moves nothing.
    """
    rank = {person: place for place, person in enumerate(speakers)}
    voices = sorted(
        (feed for feed in feeds if feed.source is Source.MICROPHONE),
        key=lambda feed: (rank.get(feed.participant, len(rank)), feed not in held),
    )
    leading = [feed for feed in voices if feed.participant in leads]
    screens = [feed for feed in feeds if feed.source is Source.SCREEN_AUDIO]
    return [*leading[:1], *screens, *voices]


def _seen(feeds: Sequence[Feed], line: Line) -> list[Feed]:
    """Return what the page shows; until it has said so, every screen and then every face."""
    if line.tiles is None:
        return [feed for source in _SHOWN for feed in feeds if feed.source is source]
    seen = {feed for feed in feeds if feed.source in _SHOWN}
    return [tile.feed for tile in line.tiles if tile.feed in seen]

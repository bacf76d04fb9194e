"""Who is told what after a turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from consent.checkpoint import Checkpoint
from node import notices
from node.live import Live
from node.memory import Memory
from node.outbound import EndReason
from node.saved_plans import Plans
from node.turn import Happening
from node.view import View, network, speaking
from node.wiring import Wiring
from rooms.events import (
    ArrivalLeft,
    Departure,
    ParticipantBanned,
    ParticipantLeft,
)
from rooms.ids import ParticipantId

_WORDS: Final[Mapping[Departure, EndReason]] = {
    Departure.LEFT: "left",
    Departure.REMOVED: "removed",
    Departure.REFUSED: "refused",
    Departure.ELSEWHERE: "elsewhere",
    Departure.LAPSED: "lapsed",
}


@dataclass(frozen=True, slots=True)
class Aftermath:
    """A turn that has taken effect; `checkpoint` is how far the room's ledger goes, signed."""

    live: Live
    before: Wiring
    wiring: Wiring
    happened: Sequence[Happening]
    memory: Memory = field(default_factory=Memory)
    plans: Plans = ()
    unjournalled: bool = False
    checkpoint: Checkpoint | None = None


def tell(after: Aftermath) -> None:
    """Tell those whose place is over so, and everyone else what they may see now."""
    _tell_ends(after)
    tell_in_passing(after)
    view = View(after.live, after.plans, unjournalled=after.unjournalled, ledger=after.checkpoint)
    for viewer, line in after.wiring.lines.items():
        line.outlet.tell(view.state(viewer, line))
        if viewer in after.live.session.participants:
            line.outlet.tell(speaking(after.live, viewer, after.wiring.speakers))
            if after.wiring.weak or after.before.weak:
                line.outlet.tell(network(after.live, viewer, after.wiring.weak))


def tell_in_passing(after: Aftermath) -> None:
    """Tell each who was here what happened, and who is here anew all that is remembered."""
    lines, former = after.wiring.lines, after.before.lines
    new = {id_ for id_ in lines if id_ not in former or former[id_].outlet is not lines[id_].outlet}
    for happening in after.happened:
        for hearer, message in notices.of(happening, after.live.session):
            if hearer in lines and hearer not in new:
                lines[hearer].outlet.tell(message)
    for viewer in new:
        for message in notices.remembered(after.memory, after.live.session, viewer):
            lines[viewer].outlet.tell(message)


def _tell_ends(after: Aftermath) -> None:
    departures = _departures(after.happened)
    for id_, line in after.before.lines.items():
        now = after.wiring.lines.get(id_)
        if now is not None and now.outlet is line.outlet:
            continue
        if now is not None:
            line.outlet.end("elsewhere")
        elif id_ in departures:
            line.outlet.end(departures[id_])
        elif after.live.session.ended is not None:
            line.outlet.end("session-ended")


def _departures(happened: Sequence[Happening]) -> Mapping[ParticipantId, EndReason]:
    banned = {each.participant for each in happened if isinstance(each, ParticipantBanned)}
    return {
        event.participant: "banned" if event.participant in banned else _WORDS[event.reason]
        for event in happened
        if isinstance(event, ArrivalLeft | ParticipantLeft)
    }

"""Who is told what after a turn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from node import outbound
from node.live import Live
from node.outbound import EndReason, Outbound
from node.passing import UnmuteAsked
from node.turn import Happening
from node.view import speaking, view
from node.wiring import Wiring
from rooms.events import (
    ArrivalLeft,
    CameraStopped,
    Departure,
    MicrophoneMuted,
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
    """A turn that has taken effect."""

    live: Live
    before: Wiring
    wiring: Wiring
    happened: Sequence[Happening]
    unjournalled: bool = False


def tell(after: Aftermath) -> None:
    """Tell those whose place is over so, and everyone else what they may see now."""
    _tell_ends(after)
    for happening in after.happened:
        for hearer, message in _told(happening):
            if hearer in after.wiring.lines:
                after.wiring.lines[hearer].outlet.tell(message)
    for viewer, line in after.wiring.lines.items():
        line.outlet.tell(view(after.live, viewer, line.given, unjournalled=after.unjournalled))
        if viewer in after.live.session.participants:
            line.outlet.tell(speaking(after.live, viewer, after.wiring.speakers))


def _told(happening: Happening) -> Iterator[tuple[ParticipantId, Outbound]]:
    """Return whom it concerns beyond what the state says, and in which words."""
    match happening:
        case MicrophoneMuted(participant, by):
            yield participant, outbound.Muted(by)
        case CameraStopped(participant, by):
            yield participant, outbound.CameraStopped(by)
        case UnmuteAsked(participant, by):
            yield participant, outbound.AskedToUnmute(by)
        case _:
            pass


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

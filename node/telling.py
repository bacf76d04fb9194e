"""Who is told what after a turn."""

from collections.abc import Mapping, Sequence
from typing import Final

from node.live import Live, LiveEvent
from node.outbound import EndReason, Muted
from node.view import speaking, view
from node.wiring import Wiring
from rooms.events import ArrivalLeft, Departure, MicrophoneMuted, ParticipantLeft
from rooms.ids import ParticipantId

_WORDS: Final[Mapping[Departure, EndReason]] = {
    Departure.LEFT: "left",
    Departure.REMOVED: "removed",
    Departure.REFUSED: "refused",
    Departure.ELSEWHERE: "elsewhere",
    Departure.LAPSED: "lapsed",
}


def tell(
    live: Live,
    before: Wiring,
    wiring: Wiring,
    events: Sequence[LiveEvent],
    *,
    unjournalled: bool,
) -> None:
    """Tell those whose place is over so, and everyone else what they may see now."""
    _tell_ends(live, before, wiring, events)
    for event in events:
        if isinstance(event, MicrophoneMuted) and event.participant in wiring.lines:
            wiring.lines[event.participant].outlet.tell(Muted(event.by))
    for viewer, line in wiring.lines.items():
        line.outlet.tell(view(live, viewer, line.given, unjournalled=unjournalled))
        if viewer in live.session.participants:
            line.outlet.tell(speaking(live, viewer, wiring.speakers))


def _tell_ends(live: Live, before: Wiring, wiring: Wiring, events: Sequence[LiveEvent]) -> None:
    departures = _departures(events)
    for id_, line in before.lines.items():
        now = wiring.lines.get(id_)
        if now is not None and now.outlet is line.outlet:
            continue
        if now is not None:
            line.outlet.end("elsewhere")
        elif id_ in departures:
            line.outlet.end(departures[id_])
        elif live.session.ended is not None:
            line.outlet.end("session-ended")


def _departures(events: Sequence[LiveEvent]) -> Mapping[ParticipantId, EndReason]:
    return {
        event.participant: _WORDS[event.reason]
        for event in events
        if isinstance(event, ArrivalLeft | ParticipantLeft)
    }

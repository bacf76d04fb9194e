"""The reel: the way from a session's taps to the recorder.

It opens only after what opens it is written, and shuts before; the recorder is told of both with
a mark: when it was, and how far the ledger went.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial

from consent.ask import Ask
from consent.ids import AskId
from consent.reach import concerned
from node.errors import NoRecorder
from node.live import Live
from node.ports import Clock, Media
from node.wiring import Wiring
from recording.errors import RecorderUnavailable
from recording.mark import Mark
from recording.ports import Recorder
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId
from sfu.ids import EndpointId, GateId
from sfu.plan import Plan
from sfu.pump import Tapped


class Reel:
    """Knows which gates are open, who is recorded through them, and whose endpoint is whose."""

    def __init__(
        self,
        recorder: Recorder | None,
        media: Media,
        clock: Clock,
        mark: Callable[[float], Mark],
    ) -> None:
        self._recorder = recorder
        self._media = media
        self._clock = clock
        self._mark = mark
        self._open: dict[GateId, frozenset[ParticipantId]] = {}
        self._begun: set[AskId] = set()
        self._owners: Mapping[EndpointId, ParticipantId] = {}

    async def ready(self) -> None:
        """Return if a recording could begin now; else raise `NoRecorder`."""
        try:
            await self._the_recorder().ready()
        except RecorderUnavailable as exc:
            raise NoRecorder(str(exc)) from exc

    def follow(self, live: Live, wiring: Wiring, plan: Plan) -> None:
        """Take the session as it has just been written, before `plan` lets more flow."""
        self._owners = {line.endpoint: id_ for id_, line in wiring.lines.items()}
        asks = {GateId(ask.id): ask for ask in live.consents.asks.values()}
        for gate in plan.open_gates:
            self._see_to(gate, asks[gate], live)
        self._end(self._begun - {ask.id for ask in asks.values() if ask.running})

    def shut(self, gates: Collection[GateId]) -> None:
        """Take nothing more through these gates, not even what is on its way."""
        mark = self._mark(self._clock.now())
        for gate in gates:
            if self._open.pop(gate, None) is not None:
                self._media.deafen(gate)
                self._the_recorder().shut(AskId(gate), mark)

    def close(self) -> None:
        """End what is being recorded.  The gates were shut before."""
        self._end(frozenset(self._begun))

    def _see_to(self, gate: GateId, ask: Ask, live: Live) -> None:
        people = frozenset(each.id for each in concerned(live.session, ask.terms.scope))
        if gate in self._open and people <= self._open[gate]:
            return
        if gate not in self._open:
            self._media.listen(gate, partial(self._take, gate))
        self._open[gate] = people | self._open.get(gate, frozenset())
        self._begun.add(ask.id)
        mark = self._mark(self._clock.now())
        self._the_recorder().open(_sheet(ask, live, mark), _portraits(live, people), mark)

    def _end(self, recordings: Collection[AskId]) -> None:
        for recording in recordings:
            self._begun.discard(recording)
            self._the_recorder().end(recording, self._mark(self._clock.now()))

    def _take(self, gate: GateId, tapped: Tapped) -> None:
        # The third lock, beside the tap and its gate: who is not known here is not recorded.
        owner = self._owners.get(tapped.track.endpoint)
        if owner is not None and owner in self._open.get(gate, ()):
            self._the_recorder().take(
                AskId(gate),
                owner,
                tapped.track.source,
                tapped.packet,
                self._clock.session_time(tapped.arrived),
            )

    def _the_recorder(self) -> Recorder:
        if self._recorder is None:
            raise NoRecorder("nothing is recorded here")
        return self._recorder


def _sheet(ask: Ask, live: Live, mark: Mark) -> Sheet:
    return Sheet(
        recording=ask.id,
        room=live.session.room,
        session=live.session.id,
        scope=ask.terms.scope,
        tracks=ask.terms.tracks,
        retention=ask.terms.retention,
        viewers=ask.terms.viewers,
        began=mark.at,
    )


def _portraits(live: Live, people: Collection[ParticipantId]) -> dict[ParticipantId, Portrait]:
    assert live.pseudonyms is not None, "whoever was asked is in the ledger"
    here = live.session.participants
    return {
        id_: Portrait(here[id_].name, here[id_].role, here[id_].seat, live.pseudonyms.of(id_))
        for id_ in people
    }

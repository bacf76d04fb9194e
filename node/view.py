"""What one person may see of a live session.  Pure; nothing else makes a `State`."""

from collections.abc import Collection, Sequence
from typing import Final

from msgspec import UNSET

from consent.checkpoint import Checkpoint
from node import consent_view, saved_plans
from node.circle import Circle
from node.feed import DEVICES
from node.live import Live
from node.outbound import Network, Speaking
from node.rooms_view import RoomsView
from node.saved_plans import Plans
from node.state import Help, Knock, Slot, State
from node.wiring import Line
from rooms import helping
from rooms.ids import ParticipantId
from rooms.participant import Device
from rooms.session import Session
from rooms.visibility import from_afar, is_confidant, may_receive, whereabouts

FULL_GAIN: Final = 1.0
FAR_GAIN: Final = 0.25  # what is heard through an ear stays behind what is said in one's own room


class View:
    """One turn's: what many viewers see alike is put together once."""

    def __init__(
        self,
        live: Live,
        plans: Plans = (),
        *,
        unjournalled: bool = False,
        ledger: Checkpoint | None = None,
    ) -> None:
        self._session = live.session
        self._consents = live.consents
        self._recording = consent_view.recording(live.consents, live.session)
        self._ask_again_at = consent_view.ask_again_at(live.consents)
        self._ledger = consent_view.head(ledger)
        self._unjournalled = unjournalled
        self._circle = Circle(live.session)
        self._rooms = RoomsView(live.session)
        self._lobby = _lobby(live.session)
        self._plans = saved_plans.shown(plans, live.session)

    def state(self, viewer: ParticipantId, line: Line) -> State:
        """Return the state for `viewer`, who is connected by `line`."""
        session = self._session
        if viewer not in session.participants:
            return self._at_the_door(viewer, line)
        confided = is_confidant(session, viewer)
        return State(
            phase="joined",
            self_=viewer,
            participants=self._circle.seen_by(viewer),
            rooms=self._rooms.seen_by(viewer),
            lobby=self._lobby if confided else (),
            hold=session.hold_since is not None,
            locked=session.locked,
            chat_mode=session.chat,
            help=_help(session, viewer),
            recording=self._recording,
            slots=_slots(session, viewer, line),
            norms=line.norms,
            ears=self._rooms.ears_seen_by(viewer),
            cues=self._rooms.cues_seen_by(viewer),
            were_together=self._rooms.groups_seen_by(viewer),
            consents=consent_view.own(self._consents, viewer),
            ledger=self._ledger,
            lobby_on=session.lobby if confided else UNSET,
            link_changed=bool(session.banned) if confided else UNSET,
            unjournalled=self._unjournalled if confided else UNSET,
            newcomers=session.breakouts.newcomers if confided else UNSET,
            plans=self._plans if confided else UNSET,
            ask_again_at=self._ask_again_at if confided else UNSET,
        )

    def _at_the_door(self, viewer: ParticipantId, line: Line) -> State:
        """Return what somebody is told who waits: whether it is recorded, and the question."""
        session = self._session
        return State(
            phase="lobby",
            self_=viewer,
            participants=(),
            rooms=(),
            lobby=(),
            hold=session.hold_since is not None,
            locked=session.locked,
            chat_mode=session.chat,
            help=(),
            recording=self._recording,
            slots=(),
            norms=line.norms,
            consents=consent_view.own(self._consents, viewer),
            ledger=self._ledger,
        )


def speaking(live: Live, viewer: ParticipantId, speakers: Sequence[ParticipantId]) -> Speaking:
    """Return whom of `speakers` the viewer can hear, and themselves."""
    session = live.session
    return Speaking(
        tuple(
            person
            for person in speakers
            if person in session.participants
            and session.participants[person].devices.microphone
            and (person == viewer or may_receive(session, viewer, person, Device.MICROPHONE))
        )
    )


def network(live: Live, viewer: ParticipantId, weak: Collection[ParticipantId]) -> Network:
    """Return whom of `weak` the viewer sees, and themselves."""
    session = live.session
    return Network(
        tuple(
            person
            for person in sorted(weak)
            if person in session.participants and whereabouts(session, viewer, person) is not None
        )
    )


def _help(session: Session, viewer: ParticipantId) -> tuple[Help, ...]:
    return tuple(
        Help(asker, request.quiet, request.asked_at, request.claimed_by)
        for asker, request in helping.for_viewer(session, viewer).items()
    )


def _lobby(session: Session) -> tuple[Knock, ...]:
    return tuple(
        Knock(waiting.id, waiting.name, waiting.private_name, waiting.role)
        for waiting in session.waiting.values()
    )


def _slots(session: Session, viewer: ParticipantId, line: Line) -> tuple[Slot, ...]:
    listens = viewer in session.breakouts.listening
    return tuple(
        Slot(
            mid,
            feed.participant,
            feed.source,
            FAR_GAIN
            if listens and from_afar(session, viewer, feed.participant, DEVICES[feed.source])
            else FULL_GAIN,
        )
        for mid, feed in line.given.items()
    )

"""A witness of what people said and of what was recorded, who holds the one against the other."""

from consent import checkpoint, entry
from consent.entry import Moved
from consent.events import GateMoved, RecordingEnded
from consent.gate import gate
from consent.ids import AskId
from consent.ledger import opened as record_of
from consent.reach import concerned
from consent.taps import taps
from consent.terms import Tracks
from consent.verifier import verify
from node import live as lives
from node.feed import SOURCES
from node.host import SessionHost
from rooms.ids import ParticipantId
from rooms.role import Role
from sfu.ids import Source, TrackId
from tests.unit.node.agreeing import the_recorder
from tests.unit.node.recorder import Opened, RecordingOver, Shut, Taken
from tests.unit.node.world import LEDGER_KEY, ROOM, Hall


class Witness:
    """Keeps what people said a second time, from the moment they said it."""

    def __init__(self) -> None:
        self.yes: set[tuple[AskId, ParticipantId]] = set()
        self.not_yes: set[tuple[AskId, ParticipantId]] = set()
        self.stopped: set[AskId] = set()
        self.looked = 0
        """How much of what the recorder was told has been looked at."""

    def everyone_sends(self, hall: Hall) -> None:
        media = hall.media
        for endpoint in media.scopes:
            for source in Source:
                media.send(TrackId(endpoint, source), arrived=hall.clock.now())
        told = the_recorder(hall).told
        for each in told[self.looked :]:
            if isinstance(each, Taken):
                self._may_be_recorded(hall, each)
        self.looked = len(told)

    def _may_be_recorded(self, hall: Hall, taken: Taken) -> None:
        host = hall.node.host(ROOM)
        assert host is not None
        live, ask = host.live, host.live.consents.find(taken.recording)
        assert ask is not None
        assert ask.id not in self.stopped
        assert ask.id not in being_shut(hall), "restriction before ink"
        room = {person.id for person in concerned(live.session, ask.terms.scope)}
        assert taken.owner in room
        for person in room | heard_or_seen_by(hall, host, room):
            assert (ask.id, person) in self.yes
            assert (ask.id, person) not in self.not_yes
            assert live.session.participants[person].present
        moves = [fact for fact in facts_of(hall) if isinstance(fact, Moved) and fact.ask == ask.id]
        assert moves[-1].open, "ink before permission"
        assert ask.terms.until is None or taken.arrived < ask.terms.until
        if ask.terms.tracks is Tracks.TEACHING:
            assert live.session.participants[taken.owner].role is Role.FACILITATOR

    def what_everyone_agreed_to_is_recorded(self, hall: Hall) -> None:
        """Nothing stays shut by mistake: once all turns are taken, what may be kept is kept."""
        host = hall.node.host(ROOM)
        if not hall.journal.free.is_set() or host is None or host.sitting is None:
            return
        live = host.live
        for scope, ask in live.consents.asks.items():
            opens = gate(live.consents, live.session, scope).open
            assert opens is ask.open
            for who, device, _ in taps(live.consents, live.session, scope):
                line = host.wiring.lines.get(who)
                for source in SOURCES[device] if line is not None else ():
                    assert line is not None
                    assert hall.media.send(TrackId(line.endpoint, source)) == 1
        self.looked = len(the_recorder(hall).told)


def heard_or_seen_by(hall: Hall, host: SessionHost, room: set[ParticipantId]) -> set[ParticipantId]:
    """Return who sends to those in the room at this moment, by what really flows."""
    plan = hall.plan()
    who = {line.endpoint: id_ for id_, line in host.wiring.lines.items()}
    return {
        who[route.track.endpoint]
        for slot, route in plan.routes.items()
        if who.get(slot.endpoint) in room and route.track.endpoint != slot.endpoint
    } - set(host.live.session.breakouts.listening)


def being_shut(hall: Hall) -> set[AskId]:
    """Return what is shut, or ended, by what is just being written."""
    shut = set()
    for event in map(lives.decode, hall.journal.writing):
        match event:
            case GateMoved(ask, is_open):
                shut = shut - {ask} if is_open else shut | {ask}
            case RecordingEnded(ask):
                shut.add(ask)
            case _:
                pass
    return shut


def facts_of(hall: Hall) -> list[entry.Fact]:
    found = []
    for data in hall.journal.ledgers._records.get(ROOM, []):
        record = record_of(data)
        read = None if record is None else entry.read(record.entry)
        assert read is not None
        found.append(read.fact)
    return found


def the_ledger_verifies(hall: Hall) -> None:
    books = hall.journal.ledgers
    if ROOM not in books._ids:
        return
    signed_ = [checkpoint.read(data) for data in books._checkpoints[ROOM]]
    known = [each for each in signed_ if each is not None]
    assert len(known) == len(signed_)
    key = LEDGER_KEY.public_key().public_bytes_raw()
    verdict = verify(books._ids[ROOM], books._records[ROOM], key, known)
    assert verdict.sound, verdict.findings


def nothing_is_asked_or_recorded_that_cannot_be_written(hall: Hall) -> None:
    host = hall.node.host(ROOM)
    if host is not None and hall.journal.free.is_set() and host._minutes.scribe.unjournalled:
        assert all(ask.is_over for ask in host.live.consents.asks.values())


def everything_the_recorder_was_told_is_in_order(hall: Hall) -> None:
    open_, over = set(), set()
    for each in the_recorder(hall).told:
        match each:
            case Opened(sheet):
                assert sheet.recording not in over
                open_.add(sheet.recording)
            case Taken(recording):
                assert recording in open_
            case Shut(recording):
                open_.remove(recording)
            case RecordingOver(recording):
                assert recording not in open_ | over
                over.add(recording)
            case _:
                pass

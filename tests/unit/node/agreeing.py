"""People who are asked in a hall, and answer as their browsers do."""

from consent import checkpoint, entry
from consent.ask import Ask
from consent.erase import Erase
from consent.flag import Answer
from consent.ids import AskId
from consent.ledger import opened as record_of
from consent.terms import Scope, Terms
from consent.verifier import verify
from node.live import Live
from node.visit import Visit
from sfu.ids import Source, TrackId
from tests.unit.consent.keys import public, signed
from tests.unit.node.group import me
from tests.unit.node.recorder import FakeRecorder, Taken
from tests.unit.node.world import ROOM, Hall, endpoint_of

TERMS = Terms(Scope.MAIN)


def live(hall: Hall) -> Live:
    host = hall.node.host(ROOM)
    assert host is not None
    return host.live


def asked(hall: Hall, scope: Scope = Scope.MAIN) -> Ask:
    return live(hall).consents.asks[scope]


async def say_yes(hall: Hall, *visits: Visit, scope: Scope = Scope.MAIN) -> None:
    for visit in visits:
        name, found = str(me(visit)), asked(hall, scope)
        await visit.consent.bind_key(public(name))
        signature = signed(name, found.id, found.digest)
        await visit.consent.answer(found.id, Answer.GIVEN, digest=found.digest, signature=signature)


async def say_no(hall: Hall, visit: Visit) -> None:
    await visit.consent.answer(asked(hall).id, Answer.REFUSED)


async def record(hall: Hall, *visits: Visit, terms: Terms = TERMS) -> AskId:
    """Have the first ask, and all say yes."""
    ask = await visits[0].consent.ask(terms)
    await say_yes(hall, *visits, scope=terms.scope)
    return ask


async def withdraw(visit: Visit, erase: Erase = Erase.NONE) -> None:
    await visit.consent.withdraw(Scope.MAIN, erase)


def speak(hall: Hall, visit: Visit, source: Source = Source.MICROPHONE) -> bool:
    """Send a packet; return whether the recorder got it."""
    recorder = the_recorder(hall)
    before = len(recorder.told)
    hall.media.send(TrackId(endpoint_of(visit), source), arrived=hall.clock.now())
    return any(isinstance(each, Taken) for each in recorder.told[before:])


def the_recorder(hall: Hall) -> FakeRecorder:
    assert hall.recorder is not None
    return hall.recorder


async def three(hall: Hall) -> tuple[Visit, Visit, Visit]:
    return await hall.lead(), await hall.come("Ada"), await hall.come("Birch")


async def facts(hall: Hall, kind: str = "") -> list[object]:
    found = []
    for data in (await hall.journal.ledgers.read(ROOM)).records:
        record = record_of(data)
        assert record is not None
        read = entry.read(record.entry)
        assert read is not None
        found.append(read.fact)
    return [fact for fact in found if not kind or type(fact).__name__ == kind]


async def verified(hall: Hall) -> None:
    kept = await hall.journal.ledgers.read(ROOM)
    signed = [checkpoint.read(data) for data in kept.checkpoints]
    key = hall.world.ledger_key.public_key().public_bytes_raw()
    verdict = verify(kept.id, kept.records, key, [each for each in signed if each is not None])
    assert verdict.sound, verdict.findings

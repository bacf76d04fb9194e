"""A node that keeps a ledger of what a group does, and signs it."""

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from consent.booking import booked
from consent.checkpoint import Checkpoint, checkpoint
from consent.consents import Consents
from consent.entry import Entry, Fact, read
from consent.events import ConsentEvent
from consent.ledger import Ledger, Writer, opened
from consent.pseudonym import Pseudonyms
from consent.receipt import receipt
from consent.verifier import Verdict, verify
from rooms.ids import ParticipantId, SessionId
from tests.unit.consent.group import Group

ID = b"a ledger"
NODE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = NODE.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
OTHER_KEY = (
    Ed25519PrivateKey.from_private_bytes(bytes(32))
    .public_key()
    .public_bytes(Encoding.Raw, PublicFormat.Raw)
)
NAMES = Pseudonyms(bytes(32))
WRITER = Writer(SessionId("session"), NAMES)


class Books:
    def __init__(self) -> None:
        self.ledger = Ledger.begun(ID)
        self.records: list[bytes] = []

    def note(self, facts: tuple[Fact, ...], *, now: float = 1.0, writer: Writer = WRITER) -> None:
        self.ledger, records = self.ledger.appended(facts, writer, now=now)
        self.records.extend(records)

    def keep(self, events: list[ConsentEvent]) -> "Books":
        self.note(booked(Consents(), events, NAMES))
        return self

    def signed(self) -> Checkpoint:
        return checkpoint(self.ledger, NODE, now=2.0)

    def verdict(self) -> Verdict:
        return verify(ID, self.records, KEY, [self.signed()])

    def facts(self) -> list[Fact]:
        return [entry_of(record).fact for record in self.records]

    def receipt(self, name: str) -> bytes:
        session = NAMES.of_session(WRITER.session)
        who = NAMES.of(ParticipantId(name))
        return receipt(ID, self.records, self.signed(), session=session, who=who)


def entry_of(record: bytes) -> Entry:
    kept = opened(record)
    assert kept is not None
    entry = read(kept.entry)
    assert entry is not None
    return entry


def kept(group: Group) -> Books:
    return Books().keep(group.events)


@cache
def story() -> Books:
    """Asked, agreed, joined by one more, withdrawn; asked again, and not agreed."""
    group = Group("Ada", "Ben")
    for name in ("Lena", "Ada", "Ben"):
        group.bind(name)
    group.ask()
    group.yes("Lena", "Ada", "Ben")
    group.after(group.sitting.enter("Cordelia"))
    group.bind("Cordelia")
    group.yes("Cordelia")
    group.withdraw("Ben")
    group.wait(600.0)
    group.ask()
    group.no("Ada")
    group.wait(60.0)
    return kept(group)

"""A group that is asked: a sitting, what its people agreed to, and all events kept.

After every step `due` is taken, as a turn does; every decision is held to reading only.
"""

from collections.abc import Callable
from copy import deepcopy

from consent import answering, asking, codec
from consent.ask import Ask
from consent.consents import Consents, apply_all
from consent.consequences import due, next_deadline
from consent.events import ConsentEvent
from consent.flag import Answer
from consent.gate import Gate, gate
from consent.ids import AskId
from consent.projection import OwnConsent, Recording, own_consents, recording
from consent.terms import Scope, Terms
from rooms.ids import ParticipantId
from rooms.role import Role
from tests.unit.consent.keys import public, signed
from tests.unit.rooms.sitting import Sitting, person

Happened = tuple[ConsentEvent, ...]


class Group:
    def __init__(self, *clients: str, facilitator: str = "Lena", lobby: bool = False) -> None:
        self.sitting = Sitting(lobby=lobby)
        self.consents = Consents()
        self.events: list[ConsentEvent] = []
        self.asked = 0
        self.sitting.enter(facilitator, Role.FACILITATOR)
        for name in clients:
            self.sitting.enter(name, expected=True)

    @property
    def now(self) -> float:
        return self.sitting.now

    def do(self, decide: Callable[[Consents], Happened]) -> Happened:
        before = deepcopy(self.consents)
        try:
            events = decide(self.consents)
        finally:
            assert self.consents == before, "a decision never changes what it reads"
        read = tuple(codec.decode(codec.encode(event)) for event in events)
        assert read == events
        self.consents = apply_all(self.consents, read)
        self.events.extend(read)
        return read

    def due(self) -> Happened:
        return self.do(lambda now_: due(now_, self.sitting.session, now=self.now))

    def after(self, happened: object) -> Happened:
        """Whatever the sitting did, and then what follows of it."""
        assert happened is not None
        return self.due()

    def ask(self, *, by: str | None = "Lena", terms: Terms | None = None) -> Happened:
        self.asked += 1
        return self.do(
            lambda consents: asking.ask(
                consents,
                self.sitting.session,
                terms or Terms(Scope.MAIN),
                new_id=AskId(f"ask{self.asked}"),
                by=None if by is None else person(by),
                now=self.now,
            )
        )

    def bind(self, name: str, key: bytes | None = None) -> Happened:
        return self.do(
            lambda consents: answering.bind_key(
                consents, self.sitting.session, person(name), key or public(name)
            )
        )

    def answer(self, name: str, said: Answer, scope: Scope = Scope.MAIN) -> Happened:
        """Answer as the page of somebody does, whose browser has a key."""
        if said is Answer.GIVEN and person(name) not in self.consents.keys:
            self.bind(name)
        found = self.of(scope)
        return self.do(
            lambda consents: answering.answer(
                consents,
                self.sitting.session,
                found.id,
                said,
                by=person(name),
                now=self.now,
                digest=found.digest,
                signature=signed(name, found.id, found.digest) if said is Answer.GIVEN else b"",
            )
        )

    def yes(self, *names: str, scope: Scope = Scope.MAIN) -> Happened:
        return tuple(e for name in names for e in self.answer(name, Answer.GIVEN, scope))

    def no(self, name: str, scope: Scope = Scope.MAIN) -> Happened:
        return self.answer(name, Answer.REFUSED, scope)

    def later(self, name: str, scope: Scope = Scope.MAIN) -> Happened:
        return self.answer(name, Answer.LATER, scope)

    def withdraw(self, name: str, scope: Scope = Scope.MAIN) -> Happened:
        return self.do(
            lambda consents: answering.withdraw(
                consents, self.sitting.session, scope, by=person(name), now=self.now
            )
        )

    def stop(self, *, by: str | None = "Lena", scope: Scope = Scope.MAIN) -> Happened:
        return self.do(
            lambda consents: asking.stop(
                consents,
                self.sitting.session,
                scope,
                by=None if by is None else person(by),
                now=self.now,
            )
        )

    def interrupt(self) -> Happened:
        return self.do(lambda consents: asking.interrupt(consents, now=self.now))

    def restart(self) -> None:
        """Replay the journal, and end all there is before anything else happens."""
        self.consents = apply_all(Consents(), self.events)
        self.interrupt()
        self.sitting.restart()
        self.due()

    def wait(self, seconds: float) -> Happened:
        """Let time pass as alarms do: stopping wherever something is owed."""
        until, happened = self.now + seconds, []
        while (at := next_deadline(self.consents)) is not None and at <= until:
            self.sitting.wait(max(0.0, at - self.now))
            happened.extend(self.due())
        self.sitting.wait(until - self.now)
        happened.extend(self.due())
        return tuple(happened)

    def of(self, scope: Scope = Scope.MAIN) -> Ask:
        return self.consents.asks[scope]

    def gate(self, scope: Scope = Scope.MAIN) -> Gate:
        return gate(self.consents, self.sitting.session, scope)

    def shown(self) -> Recording:
        return recording(self.consents, self.sitting.session)

    def own(self, name: str) -> OwnConsent:
        (found,) = own_consents(self.consents, ParticipantId(name))
        return found


def agreed(*clients: str, lobby: bool = False, terms: Terms | None = None) -> Group:
    """A group in which everyone said yes, so that it is recorded."""
    group = Group(*clients, lobby=lobby)
    group.ask(terms=terms)
    group.yes("Lena", *clients, scope=group_scope(terms))
    return group


def group_scope(terms: Terms | None) -> Scope:
    return Scope.MAIN if terms is None else terms.scope

"""Whether what a ledger tells may have been: every yes signed, and nobody recorded without one."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from consent.browser_key import Signed, fingerprint, is_signed
from consent.entry import (
    Asked,
    Ended,
    Entry,
    Erased,
    Exported,
    Joined,
    Moved,
    NoYes,
    Opened,
    Present,
    Settled,
    Withdrawn,
    Yes,
)
from consent.finding import Fault, Finding, at
from consent.ids import AskId
from consent.outcome import Outcome

_Who = tuple[bytes, bytes]
"""A session's pseudonym and a person's in it."""


class Agreement:
    """Reads entries in their order, and remembers what was agreed to."""

    def __init__(self) -> None:
        self._digests: dict[AskId, bytes] = {}
        self._keys: set[tuple[_Who, bytes]] = set()
        self._agreed: dict[AskId, set[bytes | None]] = {}
        self._given: set[AskId] = set()
        self._attended: set[AskId] = set()

    def read(self, entries: Iterable[Entry]) -> Iterator[Finding]:
        for entry in entries:
            fault = self._judged(entry)
            if fault is not None:
                yield at(entry.place, fault)

    def _judged(self, entry: Entry) -> Fault | None:
        match entry.fact:
            case Joined(who, print_):
                self._keys.add(((entry.session, who), print_))
            case Asked(ask, _, digest):
                self._digests[ask] = digest
            case Yes():
                return self._said_yes(entry.session, entry.fact)
            case NoYes(ask, who) | Withdrawn(ask, who):
                self._agreed.get(ask, set()).discard(who)
            case Settled(ask, outcome):
                self._given |= {ask} if outcome is Outcome.GIVEN else set()
            case Present(ask, people):
                return self._attend(ask, people)
            case Moved(ask, is_open):
                return Fault.UNCONSENTED if is_open and ask not in self._attended else None
            case Ended(ask):
                self._given.discard(ask)
                self._attended.discard(ask)
            case Erased() | Exported() | Opened():
                pass  # What became of a recording takes nobody's leave.
            case _:
                assert_never(entry.fact)
        return None

    def _said_yes(self, session: bytes, yes: Yes) -> Fault | None:
        bound = ((session, yes.who), fingerprint(yes.key)) in self._keys
        digest = self._digests.get(yes.ask, b"")
        if not bound or not is_signed(Signed(yes.key, yes.signature), yes.ask, digest):
            return Fault.FORGED
        self._agreed.setdefault(yes.ask, set()).add(yes.who)
        return None

    def _attend(self, ask: AskId, people: Iterable[bytes]) -> Fault | None:
        agreed = self._agreed.get(ask, set())
        if ask not in self._given or not agreed.issuperset(people):
            return Fault.UNCONSENTED
        self._attended.add(ask)
        return None

"""Who watches a gate: what came, what was recorded, and when somebody restricted it.

It stands at both ends of the real way: it sees datagrams before the pump, and is the recorder.
What a packet is, is read from its header: SRTP leaves SSRC and sequence number in clear.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from consent import entry
from consent.entry import Ended, Moved, Present
from consent.ids import AskId
from consent.ledger import opened
from consent.pseudonym import Pseudonyms
from node.clock import WallClock
from recording.mark import Mark
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId
from sfu.ids import Datagram, Source

Key = tuple[int, int]
"""SSRC and sequence number."""


def key_of(packet: bytes) -> Key:
    return int.from_bytes(packet[8:12]), int.from_bytes(packet[2:4])


class WatchedPump:
    """A pump, and in `arrivals` when each media packet came to it, in session time."""

    def __init__(self, pump: Any, clock: WallClock) -> None:
        self.arrivals: dict[Key, float] = {}
        self._pump = pump
        self._clock = clock

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pump, name)

    def receive(self, datagrams: Sequence[Datagram], now: float) -> None:
        at = self._clock.session_time(now)
        for data, _ in datagrams:
            if not 192 <= data[1] <= 223:
                self.arrivals[key_of(data)] = at
        self._pump.receive(datagrams, now)


@dataclass(frozen=True)
class Take:
    recording: AskId
    owner: ParticipantId
    arrived: float  # session time


@dataclass
class Spell:
    """A gate was open from when the pump had the plan; `restricted` is when it should shut.

    That is when the server got to know of what shuts it, by `cause`.
    """

    began: float
    restricted: float = inf
    cause: str = ""
    shut: float = inf


class Watch:
    """A recorder that keeps no media, and knows what it should have been given."""

    def __init__(self) -> None:
        self.takes: dict[Key, Take] = {}
        self.spells: list[Spell] = []
        self.agreed: list[float] = []
        """When the last word was said that a gate waited for: what comes then waits for ink."""

    @property
    def is_open(self) -> bool:
        return bool(self.spells) and self.spells[-1].shut == inf

    def restrict(self, cause: str, at: float) -> Spell:
        """Say that a restriction has come: from then on nothing may be recorded."""
        spell = self.spells[-1]
        spell.restricted, spell.cause = at, cause
        return spell

    # As the recorder.

    async def ready(self) -> None: ...

    def open(self, sheet: Sheet, people: Mapping[ParticipantId, Portrait], mark: Mark) -> None:
        del sheet, people
        if not self.is_open:
            self.spells.append(Spell(mark.at))

    def take(
        self,
        recording: AskId,
        owner: ParticipantId,
        source: Source,
        packet: bytes,
        arrived: float,
    ) -> None:
        del source
        self.takes[key_of(packet)] = Take(recording, owner, arrived)

    def shut(self, recording: AskId, mark: Mark) -> None:
        del recording
        self.spells[-1].shut = mark.at

    def end(self, recording: AskId, mark: Mark) -> None: ...

    async def erase(self, recording: AskId, owner: ParticipantId | None, mark: Mark) -> None: ...

    def listen(self, failed: Callable[[AskId], None]) -> None: ...

    async def close(self) -> None: ...

    # As the judge.

    def missed(self, arrivals: Mapping[Key, float]) -> Counter[str]:
        """Return which packets were not recorded although everyone had agreed, by the reason.

        A gate opens after the ink: what came while the last yes, or return, was being written
        down was never to be recorded, and is counted beside it.
        """
        begins = [spell.began for spell in self.spells]
        found: Counter[str] = Counter({"unexplained": 0, "before-ink": 0})
        for key, at in arrivals.items():
            if key in self.takes:
                continue
            place = bisect_right(begins, at) - 1
            if place >= 0 and at < self.spells[place].restricted:
                found["unexplained"] += 1
            elif place + 1 < len(begins) and self.agreed[place + 1] <= at:
                found["before-ink"] += 1
        return found

    def leaked(self, records: Iterable[bytes], names: Mapping[AskId, Pseudonyms]) -> int:
        """Return how many packets were recorded that might not be, by the spells or the ledger."""
        begins = [spell.began for spell in self.spells]
        told = _Told(records)
        leaked = 0
        for take in self.takes.values():
            place = bisect_right(begins, take.arrived) - 1
            in_time = place >= 0 and take.arrived < self.spells[place].restricted
            leaked += not (in_time and told.allows(take, names[take.recording]))
        return leaked


class _Told:
    """What a ledger says: from when to when each gate was open, and who was recorded."""

    def __init__(self, records: Iterable[bytes]) -> None:
        self._moves: defaultdict[AskId, list[tuple[float, bool]]] = defaultdict(list)
        self._people: defaultdict[AskId, set[bytes]] = defaultdict(set)
        for record in records:
            kept = opened(record)
            read = None if kept is None else entry.read(kept.entry)
            assert read is not None
            match read.fact:
                case Moved(ask, is_open):
                    self._moves[ask].append((read.at / 1000, is_open))
                case Ended(ask):
                    self._moves[ask].append((read.at / 1000, False))
                case Present(ask, people):
                    self._people[ask].update(people)
                case _:
                    pass

    def allows(self, take: Take, names: Pseudonyms) -> bool:
        # The ledger counts whole milliseconds.
        moves, at = self._moves[take.recording], take.arrived
        place = bisect_right(moves, (at + 0.0005, True)) - 1
        while place >= 0 and moves[place][0] >= at - 0.0005 and not moves[place][1]:
            place -= 1
        is_open = place >= 0 and moves[place][1]
        return is_open and names.of(take.owner) in self._people[take.recording]

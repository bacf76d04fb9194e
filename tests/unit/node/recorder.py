"""A recorder that remembers what it was told, in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from consent.ids import AskId
from recording.errors import RecorderUnavailable
from recording.mark import Mark
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId
from sfu.ids import Source


@dataclass(frozen=True)
class Opened:
    sheet: Sheet
    people: Mapping[ParticipantId, Portrait]
    mark: Mark


@dataclass(frozen=True)
class Taken:
    recording: AskId
    owner: ParticipantId
    source: Source
    packet: bytes
    arrived: float


@dataclass(frozen=True)
class Shut:
    recording: AskId
    mark: Mark


@dataclass(frozen=True)
class RecordingOver:
    recording: AskId
    mark: Mark


@dataclass(frozen=True)
class Erased:
    recording: AskId
    owner: ParticipantId | None


Told = Opened | Taken | Shut | RecordingOver | Erased


@dataclass
class FakeRecorder:
    told: list[Told] = field(default_factory=list)
    broken: bool = False
    failed: Callable[[AskId], None] = lambda recording: None

    async def ready(self) -> None:
        if self.broken:
            raise RecorderUnavailable("the disk is nearly full")

    def open(self, sheet: Sheet, people: Mapping[ParticipantId, Portrait], mark: Mark) -> None:
        self.told.append(Opened(sheet, dict(people), mark))

    def take(
        self,
        recording: AskId,
        owner: ParticipantId,
        source: Source,
        packet: bytes,
        arrived: float,
    ) -> None:
        self.told.append(Taken(recording, owner, source, packet, arrived))

    def shut(self, recording: AskId, mark: Mark) -> None:
        self.told.append(Shut(recording, mark))

    def end(self, recording: AskId, mark: Mark) -> None:
        self.told.append(RecordingOver(recording, mark))

    async def erase(self, recording: AskId, owner: ParticipantId | None, mark: Mark) -> None:
        self.told.append(Erased(recording, owner))

    def listen(self, failed: Callable[[AskId], None]) -> None:
        self.failed = failed

    async def close(self) -> None: ...

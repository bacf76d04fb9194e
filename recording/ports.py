"""What a session needs of whoever keeps its media."""

from collections.abc import Callable, Mapping
from typing import Protocol

from consent.ids import AskId
from recording.mark import Mark
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId
from sfu.ids import Source


class Recorder(Protocol):
    """Keeps what passes the taps, in a process of its own.

    `open`, `take`, `shut` and `end` only enqueue: they never wait and never raise.  All times are
    session time, those of packets too.
    """

    async def ready(self) -> None:
        """Return if a recording could begin now, else raise `RecorderUnavailable`.

        Asked before people are.
        """

    def open(self, sheet: Sheet, people: Mapping[ParticipantId, Portrait], mark: Mark) -> None:
        """The gate has opened, or is open and these are there now.  Begins the recording."""

    def take(
        self,
        recording: AskId,
        owner: ParticipantId,
        source: Source,
        packet: bytes,
        arrived: float,
    ) -> None:
        """Keep a plain RTP packet.  Where the queue is full it is lost, counted, and a gap."""

    def shut(self, recording: AskId, mark: Mark) -> None:
        """The gate has shut.  What waits and arrived at `mark.at` or later is dropped."""

    def end(self, recording: AskId, mark: Mark) -> None:
        """Nothing more will come.  Ending twice, or what never began, is harmless."""

    async def erase(self, recording: AskId, owner: ParticipantId | None, mark: Mark) -> None:
        """Make what was kept of `owner`, or all of it, unreadable for ever.

        Returns when the keys are destroyed.  Erasing twice is harmless.
        """

    def listen(self, failed: Callable[[AskId], None]) -> None:
        """Call `failed` with each recording that had to be given up: end it."""

    async def close(self) -> None:
        """Finish what is written.  Closing twice is harmless."""

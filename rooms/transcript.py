"""What has been written in a session: bounded, never on any disk, gone with the session."""

from dataclasses import dataclass
from typing import Final

from rooms.ids import ParticipantId
from rooms.message import Message

MOST_MESSAGES: Final = 500  # two hours of four a minute
MOST_BYTES: Final = 256 * 1024  # of text in UTF-8; what a returning browser is sent at most


@dataclass(frozen=True, slots=True)
class Transcript:
    """The last messages, oldest first.  When there are too many, the oldest are forgotten."""

    messages: tuple[Message, ...] = ()
    size: int = 0

    def said(self, message: Message) -> "Transcript":
        messages = (*self.messages, message)
        size = self.size + _size(message)
        forgotten = 0
        while len(messages) - forgotten > MOST_MESSAGES or size > MOST_BYTES:
            size -= _size(messages[forgotten])
            forgotten += 1
        return Transcript(messages[forgotten:], size)

    def for_viewer(self, viewer: ParticipantId) -> tuple[Message, ...]:
        """Return what `viewer` wrote, and what could be read by them when it was written."""
        return tuple(
            message
            for message in self.messages
            if viewer == message.sender or viewer in message.readers
        )


def _size(message: Message) -> int:
    return len(message.text.encode())

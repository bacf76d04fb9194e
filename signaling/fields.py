"""What the fields of messages may hold.  Everything is bounded, so that it is cheap to look at."""

from typing import Annotated, Final

from msgspec import Meta

from rooms.ids import ParticipantId, SpaceId

MESSAGE_LIMIT: Final = 64 * 1024  # bytes, of every message but the one with the SDP answer

RequestId = Annotated[int, Meta(ge=0, le=2**53)]
"""A browser's own number for a message; its integers are doubles."""

Person = Annotated[ParticipantId, Meta(min_length=1, max_length=64)]
Room = Annotated[SpaceId, Meta(min_length=1, max_length=64)]
"""Inside the session."""

Name = Annotated[str, Meta(max_length=1024)]
"""Generous: the rooms package says `bad-name`, with a sentence, long before this does."""

Text = Annotated[str, Meta(max_length=MESSAGE_LIMIT)]
"""Likewise, with `bad-text`."""

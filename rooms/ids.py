"""The ids of people and places.

All are random words of 128 bits (32 hex characters): nothing a client sees can be guessed or
sorted by time.  A `ParticipantId` lives for one session; only `Identity` outlasts it, and that
one never leaves the server.
"""

from typing import NewType

RoomId = NewType("RoomId", str)
"""The lasting room, with its links."""

SessionId = NewType("SessionId", str)
"""One sitting in a room."""

SpaceId = NewType("SpaceId", str)
"""A place inside a session: the main room or a breakout.  Never called 'space' outside the code."""

ParticipantId = NewType("ParticipantId", str)
"""A person in a session.  Survives reconnects; is new in every session."""

MessageId = NewType("MessageId", str)
"""Something written.  Random like all ids: a count would tell how much others write."""

Identity = NewType("Identity", str)
"""Whose place it is: HMAC(room secret, JWT `sub` or seat secret).  Kept on the server alone."""

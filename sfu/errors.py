"""What the media plane refuses, and what it cannot do.

* SfuError
    * AnswerRefused
    * EndpointUnknown
    * PumpUnknown

``code`` is the word on the wire (docs/protocol.md): stable, and never shown to people.
"""

from typing import ClassVar


class SfuError(Exception):
    """The media plane was asked for something it will not or cannot do; nothing has changed."""

    code: ClassVar[str] = "refused"


class AnswerRefused(SfuError):
    """The SDP answer was too long, malformed, or did not fit the offer."""

    code = "bad-answer"


class EndpointUnknown(SfuError):
    """There is no such endpoint, or it has been closed."""

    code = "out-of-turn"


class PumpUnknown(SfuError):
    """HOLDSPACE_PUMP names a pump that does not exist here."""

    code = "pump-unknown"

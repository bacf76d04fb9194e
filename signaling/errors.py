"""What the front door refuses.

SignalingError
├── BadMessage      not a message of the protocol
├── BadToken        not a token of ours, or not for this room
├── BadLink         a link key that leads nowhere
├── ForeignOrigin   from a page that may not speak to us
├── HelloTimeout    silent for too long
├── OutOfTurn       understood, but not now
├── TooLarge        over a limit of size
├── TooFast         over the limit of rate
├── TooOften        over the limit of one kind of message
├── TooManySockets  over the limit of one address
├── Draining        the node is shutting down
└── Lost            the way to the browser is gone, not its place

Every package below has its own tree; what they share is `code`, the stable word of
docs/protocol.md, and a sentence for people.
"""

from typing import ClassVar


class SignalingError(Exception):
    """The browser asked for something and does not get it; nothing has changed."""

    code: ClassVar[str] = "bad-message"


class BadMessage(SignalingError):
    code = "bad-message"


class BadToken(SignalingError):
    code = "bad-token"


class BadLink(SignalingError):
    code = "bad-link"


class ForeignOrigin(SignalingError):
    code = "foreign-origin"

    def __init__(self) -> None:
        super().__init__(
            "Is this the service's own page?  Then set `public_url` to the address people use. "
            "Does it embed the room?  Then add its origin to the room's `allowed_origins`."
        )


class HelloTimeout(SignalingError):
    code = "hello-timeout"


class OutOfTurn(SignalingError):
    code = "out-of-turn"


class TooLarge(SignalingError):
    code = "too-large"


class TooFast(SignalingError):
    code = "too-fast"


class TooOften(SignalingError):
    """Nothing closes: whoever waits a moment may try again."""

    code = "too-often"


class TooManySockets(SignalingError):
    code = "too-many-sockets"


class Draining(SignalingError):
    code = "draining"

    def __init__(self) -> None:
        super().__init__("this node is shutting down; come back in a moment")


class Lost(SignalingError):
    code = "lost"

    def __init__(self) -> None:
        super().__init__("the connection was lost, your place is held; come back")

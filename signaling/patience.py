"""How long the front door waits for whoever stands there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """In seconds."""

    head: float = 10.0
    """For a whole request head: a few hundred bytes, and the worst network's retransmissions."""
    idle: float = 130.0
    """For the next request on a connection; longer than proxies keep theirs (Caddy: two minutes),
    so that none sends one just when we close."""
    body: float = 30.0
    """For a body, of 64 KiB at most: 17 kbit/s."""
    answer: float = 120.0
    """For it to take a page or a file: the largest has some 500 KB, at 33 kbit/s."""
    stall: float = 60.0
    """For it to take anything at all of what waits to be sent: exports may take hours."""
    hello: float = 5.0
    write: float = 15.0
    """For it to take a message.  The heartbeat, 10 and 5 more, will have missed it by then."""

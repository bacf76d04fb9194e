"""What a browser may take of the operator's TURN server.

How much one credential buys stands in the server's own configuration.
"""

from typing import Final

from signaling.limits.limit import TURN_SERVER, Limit
from signaling.turn import LIFETIME

RELAY: Final = (
    Limit(
        "seconds in which a credential for the TURN server can be used",
        str(LIFETIME),
        "what it is worth to steal one, and how far apart the two clocks may be",
        "refused there; what was allocated by then goes on",
        TURN_SERVER,
    ),
)

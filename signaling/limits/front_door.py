"""How long the front door waits, and for how many (RFC 9112 leaves both to the server)."""

from typing import Final

from signaling.doorstep import WAITING_MOST, WAITING_OF_ONE
from signaling.limits.limit import KIB, NOTHING, PATIENCE, REFUSALS, Limit
from signaling.violations import REPORTS_A_MINUTE, SIZE_MOST

FRONT_DOOR: Final = (
    Limit(
        "connections by HTTP without a request",
        f"{WAITING_MOST}, and {WAITING_OF_ONE} of one address",
        "a quarter of the files that the doctor asks for; a group behind one address, six each",
        "the one that has waited longest goes",
        REFUSALS,
        "waiting-too-many",
    ),
    Limit(
        "seconds for a whole request head",
        f"{PATIENCE.head:g}",
        "a few hundred bytes, and the worst network's retransmissions",
        "the connection closes",
        REFUSALS,
        "head-too-slow",
    ),
    Limit(
        "seconds for a body",
        f"{PATIENCE.body:g}",
        "64 KiB at 17 kbit/s",
        "refused",
        REFUSALS,
        "too-slow",
    ),
    Limit(
        "seconds until a page or a file is taken",
        f"{PATIENCE.answer:g}",
        "the largest has some 500 KB: 33 kbit/s",
        "the connection closes",
        REFUSALS,
        "reads-too-slowly",
    ),
    Limit(
        "seconds in which nothing of an answer is taken",
        f"{PATIENCE.stall:g}; of a message {PATIENCE.write:g}",
        "exports may take hours; of messages, the heartbeat will have missed them by then",
        "the connection closes; the place is held",
        REFUSALS,
        "reads-too-slowly",
    ),
    Limit(
        "seconds until the next request on a connection",
        f"{PATIENCE.idle:g}",
        "longer than proxies keep theirs, so that none sends one just when we close",
        "the connection closes, and a browser opens another",
        NOTHING,
    ),
    Limit(
        "reports of violated policies in a minute",
        str(REPORTS_A_MINUTE),
        "that a page breaks its policy is all one has to know",
        "refused unread",
        REFUSALS,
        "too-fast",
    ),
    Limit(
        "bytes of such a report",
        f"{SIZE_MOST // KIB} KiB",
        "browsers cut addresses long before",
        "refused",
        REFUSALS,
        "too-large",
    ),
)

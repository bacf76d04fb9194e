"""How many there may be, and how often they may come."""

from typing import Final

from node.node import GUESTS_SPARE
from rooms.arrival import MOST_WAITING
from signaling.house import VISITORS_A_MINUTE
from signaling.limits.limit import REFUSALS, USUAL, Limit

PEOPLE: Final = (
    Limit(
        "rooms in use on a node",
        str(USUAL.max_rooms),
        "whoever is in keeps their quality",
        "newcomers to further rooms are told to come back later; whoever holds a place comes back",
        REFUSALS,
        "node-full",
        "max_rooms",
    ),
    Limit(
        "browsers on a node",
        str(USUAL.max_browsers),
        "each has an endpoint, also on the page before the room",
        "the same",
        REFUSALS,
        "node-full",
        "max_browsers",
    ),
    Limit(
        "places in a room",
        "2 to 25, 14 if nothing else was said",
        "a circle that one can look at; the only offer is written for so many",
        "newcomers are told that every place is held",
        REFUSALS,
        "room-full",
        "capacity of the room",
    ),
    Limit(
        "people waiting at a door",
        str(MOST_WAITING),
        "each costs an endpoint, and whoever has the link can knock",
        "refused",
        REFUSALS,
        "room-full",
    ),
    Limit(
        "browsers at a room beyond its places",
        str(GUESTS_SPARE),
        "those who wait, and pages before the room",
        "refused",
        REFUSALS,
        "room-full",
    ),
    Limit(
        "joins from an address in a minute",
        str(USUAL.joins_per_address),
        "a house behind one address after a restart, twice; private addresses are not counted",
        "refused; pages try again by themselves",
        REFUSALS,
        "too-fast",
        "joins_per_address",
    ),
    Limit(
        "sockets of an address",
        str(USUAL.sockets_per_address),
        "the same house, all at once",
        "refused; pages try again by themselves",
        REFUSALS,
        "too-many-sockets",
        "sockets_per_address",
    ),
    Limit(
        "rooms that visitors start in a minute",
        str(VISITORS_A_MINUTE),
        "far more than people start by hand, and years from filling a disk",
        "refused",
        REFUSALS,
        "too-fast",
    ),
)

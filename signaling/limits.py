"""Every limit there is, in one place: how much, why so much, what happens above it, what counts it.

The numbers are their owners'.  What the operator may set is here as a setting's name with its
default; `docs/limits.md` is this table, and a test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from node.node import GUESTS_SPARE
from rooms.arrival import MOST_WAITING
from rooms.transcript import MOST_BYTES, MOST_MESSAGES
from sfu.answer import LENGTH_MOST
from sfu.backlog import VIDEO_MOST, VOICE_MOST
from sfu.counters import Count
from sfu.door import CONNECTIONS_MOST, STRANGERS_MOST, STRANGERS_OF_ONE_HOST
from sfu.edge_counts import EdgeCount
from sfu.feed import PACKETS_MOST
from sfu.ice import PATHS_MOST
from sfu.ice import STRANGERS_MOST as CHECKS_MOST
from sfu.introduction import SSRCS_MOST
from sfu.srtp import DATAGRAM_MOST
from sfu.udp import BATCH_MOST
from signaling.allowance import PACES, RATE
from signaling.api.endpoint import BODY_LIMIT
from signaling.dialogue import BAD_MESSAGES_MOST
from signaling.fields import MESSAGE_LIMIT
from signaling.house import VISITORS_A_MINUTE
from signaling.inbound import AHEAD_MOST
from signaling.messages import ANSWER_LIMIT, React, Say
from signaling.patience import Patience
from signaling.settings import Settings

REFUSALS: Final = "holdspace_refusals_total"
PACKETS: Final = "holdspace_packet_path_total"
NOTHING: Final = ""

_USUAL: Final = Settings()
_PATIENCE: Final = Patience()
_KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Limit:
    what: str
    most: str
    why: str
    above: str
    """What happens to what is above it; everybody else goes on."""
    metric: str
    """The family that counts it; with `label`, or nothing where it only makes somebody wait."""
    label: str = ""
    setting: str = ""
    """Its name, where the operator may set it."""


def _of_people() -> Iterator[Limit]:
    yield Limit(
        "rooms in use on a node",
        str(_USUAL.max_rooms),
        "whoever is in keeps their quality",
        "newcomers to further rooms are told to come back later; whoever holds a place comes back",
        REFUSALS,
        "node-full",
        "max_rooms",
    )
    yield Limit(
        "browsers on a node",
        str(_USUAL.max_browsers),
        "each has an endpoint, also on the page before the room",
        "the same",
        REFUSALS,
        "node-full",
        "max_browsers",
    )
    yield Limit(
        "places in a room",
        "2 to 25, 14 if nothing else was said",
        "a circle that one can look at; the only offer is written for so many",
        "newcomers are told that every place is held",
        REFUSALS,
        "room-full",
        "capacity of the room",
    )
    yield Limit(
        "people waiting at a door",
        str(MOST_WAITING),
        "each costs an endpoint, and whoever has the link can knock",
        "refused",
        REFUSALS,
        "room-full",
    )
    yield Limit(
        "browsers at a room beyond its places",
        str(GUESTS_SPARE),
        "those who wait, and pages before the room",
        "refused",
        REFUSALS,
        "room-full",
    )
    yield Limit(
        "joins from an address in a minute",
        str(_USUAL.joins_per_address),
        "a house behind one address after a restart, twice; private addresses are not counted",
        "refused; pages try again by themselves",
        REFUSALS,
        "too-fast",
        "joins_per_address",
    )
    yield Limit(
        "sockets of an address",
        str(_USUAL.sockets_per_address),
        "the same house, all at once",
        "refused; pages try again by themselves",
        REFUSALS,
        "too-many-sockets",
        "sockets_per_address",
    )
    yield Limit(
        "rooms that visitors start in a minute",
        str(VISITORS_A_MINUTE),
        "far more than people start by hand, and years from filling a disk",
        "refused",
        REFUSALS,
        "too-fast",
    )


def _of_messages() -> Iterator[Limit]:
    yield Limit(
        "messages of a person in a second",
        str(RATE),
        "a page that drags a layout around sends about ten; counted over all their sockets",
        "the socket closes, and the place is held",
        REFUSALS,
        "too-fast",
    )
    yield Limit(
        "reactions, and chat messages, of a person in a second",
        f"{PACES[React]}, and {PACES[Say]}",
        "enough for a quick hand, too few to disturb a group",
        "that message is refused",
        REFUSALS,
        "too-often",
    )
    yield Limit(
        "bytes of a message",
        f"{MESSAGE_LIMIT // _KIB} KiB; with the SDP answer {ANSWER_LIMIT // _KIB} KiB",
        "the largest that our page sends is a plan of breakouts",
        "the socket closes",
        REFUSALS,
        "too-large",
    )
    yield Limit(
        "bytes of an SDP answer",
        f"{LENGTH_MOST // _KIB} KiB",
        "the longest browser writes 25 KiB",
        "refused",
        REFUSALS,
        "bad-answer",
    )
    yield Limit(
        "messages that are none, on a socket",
        str(BAD_MESSAGES_MOST),
        "a newer page may try what we do not know",
        "the socket closes",
        REFUSALS,
        "bad-message",
    )
    yield Limit(
        "seconds until the first message",
        f"{_PATIENCE.hello:g}",
        "the page has it ready when it dials",
        "the socket closes",
        REFUSALS,
        "hello-timeout",
    )
    yield Limit(
        "messages read ahead of the one that is carried out",
        str(AHEAD_MOST),
        "a withdrawal is heeded before its turn; everything else may wait in the browser",
        "the connection is not read on until there is space",
        NOTHING,
    )
    yield Limit(
        "bytes of a body over HTTP",
        f"{BODY_LIMIT // _KIB} KiB",
        "nothing that is asked for is longer",
        "refused",
        REFUSALS,
        "too-large",
    )
    yield Limit(
        "messages of a chat",
        f"{MOST_MESSAGES}, and {MOST_BYTES // _KIB} KiB",
        "two hours of four a minute",
        "the oldest go",
        NOTHING,
    )


def _of_packets() -> Iterator[Limit]:
    yield Limit(
        "packets of a stream in a second",
        f"{PACKETS_MOST['audio']} of a voice, {PACKETS_MOST['video']} of a picture",
        "twice a voice of 10 ms, and a picture of 10 Mbit/s",
        "dropped: nobody else's link is to bear them",
        PACKETS,
        Count.TOO_FAST,
    )
    yield Limit(
        "bytes of a packet",
        str(DATAGRAM_MOST),
        "a browser sends at most 1250",
        "dropped",
        PACKETS,
        Count.UNAUTHENTIC,
    )
    yield Limit(
        "streams (SSRCs) of a browser in its life",
        str(SSRCS_MOST),
        "it needs ten; the search for one grows with their number",
        "dropped",
        PACKETS,
        Count.TOO_MANY_SSRCS,
    )
    yield Limit(
        "connectivity checks from unknown addresses in a second, of an endpoint",
        str(CHECKS_MOST),
        "each costs an HMAC",
        "dropped",
        PACKETS,
        EdgeCount.STUN_TOO_FAST,
    )
    yield Limit(
        "paths of a browser",
        str(PATHS_MOST),
        "its interfaces times address families",
        "the one that was checked longest ago goes",
        NOTHING,
    )
    yield Limit(
        "datagrams taken in a turn of the loop",
        str(BATCH_MOST),
        "about 2 ms of work, so that a flood delays signaling by no more",
        "the rest waits in the kernel's buffer",
        NOTHING,
    )
    yield Limit(
        "connections for media by TCP",
        str(CONNECTIONS_MOST),
        "below the open files that the doctor asks for",
        "refused",
        PACKETS,
        EdgeCount.TCP_FULL,
    )
    yield Limit(
        "of these, ones that have proved nothing",
        f"{STRANGERS_MOST}, and {STRANGERS_OF_ONE_HOST} of one host",
        "a file descriptor each",
        "the longest there goes",
        PACKETS,
        EdgeCount.TCP_PUSHED_OUT,
    )
    yield Limit(
        "bytes that wait for a reader by TCP",
        f"{VIDEO_MOST // _KIB} KiB of pictures, {VOICE_MOST // _KIB} KiB of the rest",
        "what is older than that is of no use",
        "dropped, pictures before voices",
        PACKETS,
        EdgeCount.TCP_VIDEO,
    )


LIMITS: Final = (*_of_people(), *_of_messages(), *_of_packets())


def table() -> str:
    """Return them as a table in Markdown."""
    head = "| what | at most | why | above it | counted by |\n| --- | --- | --- | --- | --- |\n"
    return head + "".join(_row(limit) for limit in LIMITS)


def _row(limit: Limit) -> str:
    most = f"{limit.most} (`{limit.setting}`)" if limit.setting else limit.most
    key = "code" if limit.metric == REFUSALS else "what"
    counted = f'`{limit.metric}{{{key}="{limit.label}"}}`' if limit.metric else "nothing is lost"
    return f"| {limit.what} | {most} | {limit.why} | {limit.above} | {counted} |\n"

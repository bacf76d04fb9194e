"""How much media is taken from whom."""

from typing import Final

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
from signaling.limits.limit import KIB, NOTHING, PACKETS, Limit

PACKET_PATH: Final = (
    Limit(
        "packets of a stream in a second",
        f"{PACKETS_MOST['audio']} of a voice, {PACKETS_MOST['video']} of a picture",
        "twice a voice of 10 ms, and a picture of 10 Mbit/s",
        "dropped: nobody else's link is to bear them",
        PACKETS,
        Count.TOO_FAST,
    ),
    Limit(
        "bytes of a packet",
        str(DATAGRAM_MOST),
        "a browser sends at most 1250",
        "dropped",
        PACKETS,
        Count.UNAUTHENTIC,
    ),
    Limit(
        "streams (SSRCs) of a browser in its life",
        str(SSRCS_MOST),
        "it needs ten; the search for one grows with their number",
        "dropped",
        PACKETS,
        Count.TOO_MANY_SSRCS,
    ),
    Limit(
        "connectivity checks from unknown addresses in a second, of an endpoint",
        str(CHECKS_MOST),
        "each costs an HMAC",
        "dropped",
        PACKETS,
        EdgeCount.STUN_TOO_FAST,
    ),
    Limit(
        "paths of a browser",
        str(PATHS_MOST),
        "its interfaces times address families",
        "the one that was checked longest ago goes",
        NOTHING,
    ),
    Limit(
        "datagrams taken in a turn of the loop",
        str(BATCH_MOST),
        "about 2 ms of work, so that a flood delays signaling by no more",
        "the rest waits in the kernel's buffer",
        NOTHING,
    ),
    Limit(
        "connections for media by TCP",
        str(CONNECTIONS_MOST),
        "below the open files that the doctor asks for",
        "refused",
        PACKETS,
        EdgeCount.TCP_FULL,
    ),
    Limit(
        "of these, ones that have proved nothing",
        f"{STRANGERS_MOST}, and {STRANGERS_OF_ONE_HOST} of one host",
        "a file descriptor each",
        "the longest there goes",
        PACKETS,
        EdgeCount.TCP_PUSHED_OUT,
    ),
    Limit(
        "bytes that wait for a reader by TCP",
        f"{VIDEO_MOST // KIB} KiB of pictures, {VOICE_MOST // KIB} KiB of the rest",
        "what is older than that is of no use",
        "dropped, pictures before voices",
        PACKETS,
        EdgeCount.TCP_VIDEO,
    ),
)

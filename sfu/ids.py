"""The SFU's nouns and their ids.

The SFU knows endpoints, tracks and slots; who the people are, it is never told.
"""

from enum import StrEnum
from typing import Literal, NamedTuple, NewType

EndpointId = NewType("EndpointId", str)
"""One participant's connection to the media plane: ICE, DTLS, tracks, slots."""

ScopeId = NewType("ScopeId", str)
"""A wall: the endpoints of one scope (a session) can never be routed to those of another."""

GateId = NewType("GateId", str)
"""A recorder's gate.  Nothing passes a tap whose gate is not open."""

Mid = NewType("Mid", str)
"""The media id of an m-line (RFC 8843, section 9): the same word in SDP, RTP and signaling."""

Address = tuple[str, int]
"""Host and port as the socket gives them, or a connection's (`sfu.address`).

Compared, never resolved.
"""

Datagram = tuple[bytes, Address]
"""What came from an address, or goes there.  A plain tuple: the packet path makes so many."""

Kind = Literal["audio", "video"]


class Source(StrEnum):
    """What an endpoint may send, one m-line each."""

    MICROPHONE = "microphone"
    CAMERA = "camera"
    SCREEN = "screen"
    SCREEN_AUDIO = "screen-audio"

    @property
    def kind(self) -> Kind:
        return "audio" if self in {Source.MICROPHONE, Source.SCREEN_AUDIO} else "video"


class Layer(StrEnum):
    """A simulcast quality of a camera, by its rid (RFC 8851); lowest first.

    A source without simulcast has the one layer `HIGH`.
    """

    LOW = "l"
    MIDDLE = "m"
    HIGH = "h"


class TrackId(NamedTuple):
    """One published source of an endpoint."""

    endpoint: EndpointId
    source: Source


class SlotId(NamedTuple):
    """One of the fixed receive streams of an endpoint."""

    endpoint: EndpointId
    mid: Mid

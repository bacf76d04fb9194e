"""A TURN server that a browser may use, and by what right (W3C WebRTC, RTCIceServer)."""

from msgspec import Struct


class IceServer(Struct, frozen=True):
    """One server by one or more ways, best first."""

    urls: tuple[str, ...]
    username: str
    credential: str

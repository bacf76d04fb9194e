"""What the media plane tells whoever prepared an endpoint."""

from dataclasses import dataclass

from sfu.ids import EndpointId
from sfu.pump import TrackFlowed


@dataclass(frozen=True, slots=True)
class Connected:
    """The handshake is done and the browser is who its answer said: media can flow."""

    endpoint: EndpointId


@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing authenticated has come for 10 s; it may still come back by itself."""

    endpoint: EndpointId


@dataclass(frozen=True, slots=True)
class Resumed:
    """A silent endpoint is heard from again."""

    endpoint: EndpointId


@dataclass(frozen=True, slots=True)
class Lost:
    """The endpoint will not come back: 30 s of silence, or its DTLS failed or was closed."""

    endpoint: EndpointId


MediaEvent = Connected | Silent | Resumed | Lost | TrackFlowed

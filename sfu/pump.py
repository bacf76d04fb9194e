"""The pump: moves media from tracks to sinks, as fast as it can.

There may be several, and they must not be told apart except by their speed.
:class:`~sfu.python_pump.PythonPump` is the specification; ``tests/contract/test_pump.py`` runs
against every pump that is present.

A pump is sans-I/O: datagrams and `now` (monotonic seconds) come in, datagrams, events and a
deadline come out.  It is given only SRTP and SRTCP (RFC 7983 range 128 to 191) from addresses
that passed an authenticated check; STUN and DTLS never reach it.  No input makes it raise: what it
cannot use, it drops and counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sfu.ids import Address, Datagram, EndpointId, GateId, Mid, ScopeId, TrackId
from sfu.plan import Plan
from sfu.shape import Shape
from sfu.viewing import Viewing


@dataclass(frozen=True, slots=True)
class SrtpKeys:
    """Master keys with salt, and the SRTP protection profile they were agreed for (RFC 5764)."""

    profile: str
    """'AEAD_AES_128_GCM' or 'AES128_CM_SHA1_80'."""
    receive: bytes
    send: bytes


@dataclass(frozen=True, slots=True)
class Heard:
    """The first packet from `address` that authenticated as `endpoint`'s."""

    endpoint: EndpointId
    address: Address


@dataclass(frozen=True, slots=True)
class TrackFlowed:
    """A track that was silent for a while, or always, has sent a packet."""

    track: TrackId


@dataclass(frozen=True, slots=True)
class Tapped:
    """A packet on its way to a recorder, plain, as it was published."""

    track: TrackId
    gate: GateId
    packet: bytes
    arrived: float


PumpEvent = Heard | TrackFlowed | Tapped


class Pump(Protocol):
    def admit(self, scope: ScopeId, endpoint: EndpointId, shape: Shape) -> None:
        """Make an endpoint known.  Nothing flows to or from it before it is secured."""

    def agree(self, endpoint: EndpointId, redundant: Collection[Mid]) -> None:
        """Take what the answer chose: in these slots it can read redundant sound (RFC 2198)."""

    def secure(self, endpoint: EndpointId, keys: SrtpKeys) -> None:
        """Take the keys of a finished and verified DTLS handshake."""

    def bind(self, address: Address, endpoint: EndpointId) -> None:
        """Take packets from `address` as the endpoint's, if they authenticate."""

    def unbind(self, address: Address) -> None:
        """Take nothing from `address` any more."""

    def aim(self, endpoint: EndpointId, address: Address) -> None:
        """Send what goes to the endpoint to `address` from now on."""

    def apply(self, plan: Plan) -> None:
        """Make `plan` the whole truth of its scope.  An older epoch than the last is ignored."""

    def shut(self, gate: GateId) -> None:
        """Shut a gate at once; only a later plan can open it.  Shutting twice is harmless."""

    def close(self, endpoint: EndpointId) -> None:
        """Forget an endpoint and all that belongs to it.  Closing twice is harmless."""

    def receive(self, datagrams: Sequence[Datagram], now: float) -> None:
        """Take a batch, possibly empty, and do whatever is due at `now`."""

    def datagrams_to_send(self) -> list[Datagram]: ...

    def next_event(self) -> PumpEvent | None: ...

    def next_timeout(self) -> float | None:
        """Return when `receive` wants to be called at the latest, or None."""

    def voices(self) -> Mapping[TrackId, int]:
        """Return how loud each microphone was of late, in dBov from 0 (loudest) to -127."""

    def losses(self) -> Mapping[EndpointId, float]:
        """Return which part of packets each browser's network lost since the last call.

        The worse of both ways, from 0 to 1; absent where too few packets tell.
        """

    def viewings(self) -> Sequence[Viewing]:
        """Return what links bear and show, of each browser that tells how things arrive."""

    def counters(self) -> Mapping[str, int]:
        """Return how often each named thing happened since the start, every drop by its reason."""

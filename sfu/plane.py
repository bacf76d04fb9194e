"""The media plane of a process: one UDP port, a TCP port if wanted, every endpoint, one pump.

An edge: it carries datagrams to whoever understands them and news to whoever waits for them.
What may flow where is said by plans alone.
"""

import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from random import Random
from typing import Final, assert_never

from sfu import advertised, answer, offer
from sfu.address import is_by_tcp
from sfu.advertised import Advertised
from sfu.dtls import Handshake, Identity
from sfu.edge_counts import EdgeCount
from sfu.errors import AnswerRefused, EndpointUnknown
from sfu.events import Connected, Lost, MediaEvent, Resumed, Silent
from sfu.ice import Credentials, PathChosen, PathClosed, PathOpened
from sfu.ice_table import IceTable
from sfu.ids import Address, Datagram, EndpointId, GateId, ScopeId, TrackId
from sfu.interfaces import host_addresses
from sfu.plan import Plan
from sfu.ports import Ports
from sfu.pump import Heard, Pump, SrtpKeys, Tapped, TrackFlowed
from sfu.reels import Reels
from sfu.roster import Roster
from sfu.shape import Shape, for_capacity
from sfu.sorter import Sorter
from sfu.viewing import Viewing


@dataclass(frozen=True, slots=True)
class Prepared:
    """An endpoint that waits for its browser, and the only offer it will ever be made."""

    endpoint: EndpointId
    shape: Shape
    offer: str


class MediaPlane:
    """Owns the ports, the endpoints' handshakes and the pump; `open` and leave it."""

    def __init__(
        self, ports: Ports, pump: Pump, *, advertise: Sequence[Advertised], rng: Random
    ) -> None:
        self.port: Final = ports.udp.number
        self.tcp_port: Final = ports.tcp.number if ports.tcp else None
        self._ports = ports
        self._pump = pump
        self._rng = rng
        self._candidates = [each.at(self.port) for each in advertise]
        self._connections = [each.at(self.tcp_port) for each in advertise if self.tcp_port]
        self._identity = Identity()
        self._ice = IceTable()
        self._counters: Counter[EdgeCount] = Counter()
        self._roster = Roster(self._counters)
        self._sorter = Sorter(self._ice, self._roster, self._counters)
        self._reels = Reels(self._counters)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        *,
        host: str,
        port: int,
        advertise: Sequence[str],
        pump: Pump,
        rng: Random,
        tcp_port: int | None = None,
    ) -> AsyncIterator["MediaPlane"]:
        """Serve on `host`, for as long as the context is open.

        `tcp_port`: for browsers that cannot use UDP; None if there is to be none, 0 any free one.
        `host`: numeric; `::` is any address of both families.
        `advertise`: where browsers reach it, best first, as `sfu.advertised` reads it; if empty
        `host`, or all of this machine's addresses where that means any.
        `rng` makes ids and secrets: a `SystemRandom` outside tests.
        """
        ports = Ports.open(host, port, tcp_port)
        anywhere = ip_address(host).is_unspecified
        bound = host_addresses(ipv6=ports.udp.ipv6) if anywhere else (host,)
        told = [advertised.parse(each) for each in advertise or bound]
        plane = cls(ports, pump, advertise=told, rng=rng)
        ports.serve(plane)
        try:
            yield plane
        finally:
            await plane._close()

    # What sessions ask of it.

    def prepare(
        self, scope: ScopeId, capacity: int, listener: Callable[[MediaEvent], None]
    ) -> Prepared:
        """Make an endpoint and its offer.  It is found by its browser from now on."""
        rng = self._rng
        endpoint = EndpointId(f"{rng.getrandbits(128):032x}")
        shape = for_capacity(capacity, rng=rng)
        credentials = Credentials.draw(rng)
        certificate = self._identity.certificate()
        begin = partial(Handshake, certificate, send=self._send, listener=self)
        self._roster.enter(endpoint, shape, listener, begin)
        self._ice.admit(endpoint, credentials)
        self._pump.admit(scope, endpoint, shape)
        server = offer.Server(self._candidates, certificate.fingerprint, self._connections)
        text = offer.write(shape, server, credentials, session=rng.getrandbits(62))
        return Prepared(endpoint, shape, text)

    async def accept(self, endpoint: EndpointId, text: str) -> None:
        """Take the browser's answer; the handshake goes on in the background."""
        known = self._roster.get(endpoint)
        if known is None:
            raise EndpointUnknown("the endpoint was closed")
        if known.answered:
            raise AnswerRefused("there was an answer already")
        read = answer.read(text, known.shape)
        known.answered = True
        self._pump.agree(endpoint, read.redundant)
        self._ice.watch(endpoint, time.monotonic())
        known.associations.expect(read.fingerprints)
        self._settle()

    def apply(self, plan: Plan) -> None:
        """Make `plan` the whole truth of its scope."""
        self._pump.apply(plan)
        self._work()

    def shut(self, gate: GateId) -> None:
        self._pump.shut(gate)

    def listen(self, gate: GateId, hear: Callable[[Tapped], None]) -> None:
        """Give `hear` whatever comes through the gate; nobody else hears it any more.

        It is called within the batch that brought the packet, so that nothing waits anywhere that
        a gate would have to be shut to; it must be quick.
        """
        self._reels.put(gate, hear)

    def deafen(self, gate: GateId) -> None:
        """Give what comes through the gate to nobody.  Twice is harmless."""
        self._reels.take(gate)

    def close_endpoint(self, endpoint: EndpointId) -> None:
        """Forget an endpoint; its listener hears no more.  Closing twice is harmless."""
        known = self._roster.strike(endpoint)
        if known is None:
            return
        self._ice.close(endpoint)
        self._follow_ice()
        self._pump.close(endpoint)
        for handshake in known.associations.all():
            handshake.cancel()

    def voices(self) -> Mapping[TrackId, int]:
        return self._pump.voices()

    def losses(self) -> Mapping[EndpointId, float]:
        return self._pump.losses()

    def viewings(self) -> Sequence[Viewing]:
        """Return what links bear and show, of each browser that tells how things arrive."""
        return self._pump.viewings()

    def counters(self) -> Mapping[str, int]:
        """Return how often each named thing happened, every drop by its reason."""
        counters = Counter({count.value: 0 for count in EdgeCount})
        counters.update(self._pump.counters())
        for edge in (self._counters, self._ice.counters, *self._ports.counters()):
            counters.update({count.value: number for count, number in edge.items()})
        return counters

    def paths(self) -> Mapping[str, int]:
        """Return how many endpoints are sent to by UDP, and how many by TCP."""
        tcp = [is_by_tcp(address) for address in self._ice.chosen()]
        return {"udp": tcp.count(False), "tcp": tcp.count(True)}

    # What the socket brings.

    def receive(self, datagrams: Sequence[Datagram], now: float) -> None:
        """Show each datagram to whoever understands it, and to nobody else."""
        media = self._sorter.sort(datagrams, now)
        self._ice.tick(now)
        self._follow_ice()  # first, so that the pump knows the address of what comes next
        self._pump.receive(media, now)
        self._follow_pump(now)
        self._roster.deliver()  # last of all, for a listener may well answer with a plan

    def datagrams_to_send(self) -> list[Datagram]:
        """Return what goes by UDP.  What goes by TCP has gone."""
        outbox = self._ice.datagrams_to_send() + self._pump.datagrams_to_send()
        return self._ports.past_tcp(outbox)

    def knows(self, address: Address) -> bool:
        """Return whether an authenticated check came from there, and the path has not ended."""
        return address in self._ice.endpoints

    def next_timeout(self) -> float | None:
        ice, pump = self._ice.next_timeout(), self._pump.next_timeout()
        if ice is None or pump is None:
            return pump if ice is None else ice
        return min(ice, pump)

    # What the handshakes report.

    def secured(self, handshake: Handshake, keys: SrtpKeys) -> None:
        """Let media flow: the browser is the one whose answer came by signaling."""
        self._counters[EdgeCount.HANDSHAKES_DONE] += 1
        endpoint = self._roster.whose(handshake)
        if known := self._roster.get(endpoint):
            known.associations.secure(handshake)
            self._pump.secure(endpoint, keys)
            self._ice.secured(endpoint, handshake.address, time.monotonic())
            self._roster.tell(Connected(endpoint))
            self._work()

    def ended(self, handshake: Handshake) -> None:
        """Give an endpoint up whose last handshake is over."""
        endpoint = self._roster.end(handshake)
        if known := self._roster.get(endpoint):
            known.associations.remove(handshake)
            if not known.associations.all():
                self._lose(endpoint)
                self._work()

    # How it hangs together.

    def _work(self) -> None:
        self.receive((), time.monotonic())
        self._settle()

    def _settle(self) -> None:
        self._ports.udp.settle()

    def _send(self, data: bytes, address: Address) -> None:
        self._ports.send((data, address))

    def _follow_ice(self) -> None:
        while event := self._ice.next_event():
            match event:
                case PathOpened(endpoint, address):
                    self._pump.bind(address, endpoint)
                case PathClosed(_, address):
                    self._pump.unbind(address)
                case PathChosen(endpoint, address):
                    self._pump.aim(endpoint, address)
                case Silent() | Resumed():
                    self._roster.tell(event)
                case Lost(endpoint):
                    self._lose(endpoint)
                case _:
                    assert_never(event)

    def _follow_pump(self, now: float) -> None:
        while event := self._pump.next_event():
            match event:
                case Heard(endpoint, address):
                    self._ice.heard(endpoint, address, now)
                case TrackFlowed():
                    self._roster.tell(event)
                case Tapped():
                    self._reels.keep(event)
                case _:
                    assert_never(event)
        self._follow_ice()

    def _lose(self, endpoint: EndpointId) -> None:
        self._roster.tell(Lost(endpoint))
        self.close_endpoint(endpoint)

    async def _close(self) -> None:
        for endpoint in self._roster:
            self.close_endpoint(endpoint)
        await self._roster.closed()
        self._ports.close()

"""Every endpoint's ICE agent behind the one port: found by ufrag, then by address.

A stranger gets silence: no answer, no log line, a counter.
"""

from collections import Counter, deque
from collections.abc import Iterator
from typing import Final

from sfu import stun
from sfu.edge_counts import EdgeCount
from sfu.ice import Credentials, IceAgent, IceEvent, PathClosed, PathOpened
from sfu.ids import Address, Datagram, EndpointId


class IceTable:
    """Datagrams and the time in; answers, events and a deadline out."""

    def __init__(self) -> None:
        self.endpoints: Final[dict[Address, EndpointId]] = {}
        """Whose packets come from where: addresses that passed an authenticated check."""
        self.counters: Final[Counter[EdgeCount]] = Counter()
        self._agents: dict[EndpointId, IceAgent] = {}
        self._by_ufrag: dict[str, IceAgent] = {}
        self._outbox: list[Datagram] = []
        self._events: deque[IceEvent] = deque()
        self._deadline: float | None = None

    def admit(self, endpoint: EndpointId, credentials: Credentials) -> None:
        agent = IceAgent(endpoint, credentials)
        self._agents[endpoint] = agent
        self._by_ufrag[credentials.ufrag] = agent

    def close(self, endpoint: EndpointId) -> None:
        """Forget an endpoint and its addresses.  Closing twice is harmless."""
        agent = self._agents.pop(endpoint, None)
        if agent is not None:
            del self._by_ufrag[agent.credentials.ufrag]
            agent.close()
            self._collect(agent)

    def receive(self, datagram: Datagram, now: float) -> None:
        """Answer a check if its sender knows the password of the endpoint it names."""
        data, address = datagram
        ufrag = stun.addressee(data)
        agent = None if ufrag is None else self._by_ufrag.get(ufrag)
        if agent is None:
            self.counters[
                EdgeCount.STUN_MALFORMED if ufrag is None else EdgeCount.STUN_UNKNOWN_UFRAG
            ] += 1
        elif not agent.knows(address) and not agent.affords_stranger(now):
            self.counters[EdgeCount.STUN_TOO_FAST] += 1
        else:
            self._verify(agent, data, address, now)

    def watch(self, endpoint: EndpointId, now: float) -> None:
        """Expect the endpoint from now on: it has answered."""
        if agent := self._agents.get(endpoint):
            agent.watch(now)
            self._collect(agent)

    def secured(self, endpoint: EndpointId, address: Address, now: float) -> None:
        """Take the news that the endpoint's handshake was verified, at `address`."""
        if agent := self._agents.get(endpoint):
            agent.secured(address, now)
            self._collect(agent)

    def heard(self, endpoint: EndpointId, address: Address, now: float) -> None:
        """Take the pump's news of an authenticated packet from `address`."""
        if agent := self._agents.get(endpoint):
            agent.heard(address, now)
            self._collect(agent)

    def tick(self, now: float) -> None:
        """Do whatever is due at `now`."""
        if self._deadline is None or now < self._deadline:
            return
        self._deadline = None
        for agent in self._agents.values():
            agent.tick(now)
            self._collect(agent)

    def next_timeout(self) -> float | None:
        return self._deadline

    def next_event(self) -> IceEvent | None:
        return self._events.popleft() if self._events else None

    def chosen(self) -> Iterator[Address]:
        """Yield where each endpoint is sent to that can be reached."""
        return (agent.chosen for agent in self._agents.values() if agent.chosen is not None)

    def datagrams_to_send(self) -> list[Datagram]:
        outbox, self._outbox = self._outbox, []
        return outbox

    def _verify(self, agent: IceAgent, data: bytes, address: Address, now: float) -> None:
        password = agent.credentials.password
        check = stun.authenticate(data, password)
        if check is None:
            self.counters[EdgeCount.STUN_UNAUTHENTIC] += 1
        elif agent.replayed(check, address):
            self.counters[EdgeCount.STUN_REPLAYED] += 1
        elif not self._claim(agent, address, now):
            self.counters[EdgeCount.STUN_ADDRESS_TAKEN] += 1
        else:
            self.counters[EdgeCount.CHECKS_ANSWERED] += 1
            self._outbox.append((stun.response_to(check, address, password), address))
            agent.checked(check, address, now)
            self._collect(agent)

    def _claim(self, agent: IceAgent, address: Address, now: float) -> bool:
        """Return whether `address` is the agent's, or free, or left by its last owner."""
        owner = self._agents.get(self.endpoints.get(address, agent.endpoint))
        if owner is None or owner is agent:
            return True
        if owner.fresh(address, now):
            return False
        owner.leave(address)
        self._collect(owner)
        return True

    def _collect(self, agent: IceAgent) -> None:
        while event := agent.next_event():
            if isinstance(event, PathOpened):
                self.endpoints[event.address] = event.endpoint
            elif isinstance(event, PathClosed):
                del self.endpoints[event.address]
            self._events.append(event)
        due = agent.next_timeout()
        if due is not None and (self._deadline is None or due < self._deadline):
            self._deadline = due

"""Whom the plane has made an offer: what they were offered, their handshakes, who hears of them.

A handshake outlives its endpoint until it has ended, and nobody is told anything of an endpoint
that is not here any more.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sfu.associations import Associations
from sfu.dtls import Handshake
from sfu.edge_counts import EdgeCount
from sfu.events import MediaEvent
from sfu.ids import Address, EndpointId
from sfu.pump import TrackFlowed
from sfu.shape import Shape

Listener = Callable[[MediaEvent], None]
Begin = Callable[[Address], Handshake]


@dataclass(slots=True)
class Entry:
    """An endpoint as the plane knows it."""

    shape: Shape
    listener: Listener
    associations: Associations
    answered: bool = False


class Roster:
    """Everybody who was not closed, and every handshake that is not over."""

    def __init__(self, counters: Counter[EdgeCount]) -> None:
        self._counters: Final = counters
        self._entries: dict[EndpointId, Entry] = {}
        self._handshakes: dict[Handshake, EndpointId] = {}
        self._news: deque[tuple[Listener, MediaEvent]] = deque()

    def __getitem__(self, endpoint: EndpointId) -> Entry:
        return self._entries[endpoint]

    def __iter__(self) -> Iterator[EndpointId]:
        return iter(tuple(self._entries))

    def get(self, endpoint: EndpointId) -> Entry | None:
        return self._entries.get(endpoint)

    def enter(self, endpoint: EndpointId, shape: Shape, listener: Listener, begin: Begin) -> None:
        """Put an endpoint in; `begin` makes a handshake with whoever is at an address."""

        def remembered(address: Address) -> Handshake:
            handshake = begin(address)
            self._handshakes[handshake] = endpoint
            return handshake

        associations = Associations(remembered, self._counters)
        self._entries[endpoint] = Entry(shape, listener, associations)

    def strike(self, endpoint: EndpointId) -> Entry | None:
        """Take an endpoint out, and return what there was to say of it."""
        return self._entries.pop(endpoint, None)

    def whose(self, handshake: Handshake) -> EndpointId:
        return self._handshakes[handshake]

    def end(self, handshake: Handshake) -> EndpointId:
        """Forget a handshake that is over; return whose it was."""
        return self._handshakes.pop(handshake)

    def tell(self, event: MediaEvent) -> None:
        """Note what is to be delivered to whoever hears of the event's endpoint."""
        endpoint = event.track.endpoint if isinstance(event, TrackFlowed) else event.endpoint
        if known := self._entries.get(endpoint):
            self._news.append((known.listener, event))

    def deliver(self) -> None:
        """Tell what was noted.  A listener may well answer with a plan, and so with more news."""
        while self._news:
            listener, event = self._news.popleft()
            listener(event)

    async def closed(self) -> None:
        """Wait until the last handshake has gone."""
        for handshake in list(self._handshakes):
            await handshake.closed()

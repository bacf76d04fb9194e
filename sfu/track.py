"""A published track: its layers as they arrive, and who looks at it."""

from math import inf
from typing import Final, Protocol

from sfu.feed import SILENCE, Feed
from sfu.ids import GateId, Layer, SlotId, TrackId
from sfu.levels import Level

PAUSE: Final = 1.0
"""Seconds without a packet of any layer after which a track counts as fallen silent."""

_ORDER: Final = tuple(Layer)  # lowest first


class Viewer(Protocol):
    """A slot that shows the track."""

    @property
    def id(self) -> SlotId: ...

    @property
    def lost(self) -> float:
        """The share of it that is missed there."""

    def choose(self, now: float) -> None:
        """The layers there are have changed: choose again."""

    def lose(self, feed: Feed) -> None:
        """A feed is gone for good."""

    def empty(self) -> None:
        """The track is gone for good."""


class Track:
    """One source of an endpoint."""

    __slots__ = ("_gates", "due", "feeds", "id", "level", "viewers")

    def __init__(self, track: TrackId) -> None:
        self.id: Final = track
        self.feeds: Final[dict[Layer, Feed]] = {}
        self.viewers: Final[list[Viewer]] = []
        self.level: Final = Level()
        self.due = inf
        """When to see whether a layer has fallen silent."""
        self._gates: tuple[GateId, ...] = ()

    @property
    def gates(self) -> tuple[GateId, ...]:
        """The open gates through which the track is tapped."""
        return self._gates

    def put(self, feed: Feed, now: float) -> Feed | None:
        """Take a new feed; return the one that had its layer before and is lost."""
        old = self.feeds.get(feed.layer)
        self.feeds[feed.layer] = feed
        if old is not None:
            old.gates = ()
            for viewer in self.viewers:
                viewer.lose(old)
        self._changed(now)
        return old

    def pick(self, best: Layer) -> Feed | None:
        """Return the feed to show to whoever wants `best`: a lower one if that is silent.

        None if all are silent: whoever shows one keeps it.
        """
        if len(self.feeds) == 1:
            return next(iter(self.feeds.values()))
        limit = _ORDER.index(best)
        for layer in (*_ORDER[limit::-1], *_ORDER[limit + 1 :]):
            feed = self.feeds.get(layer)
            if feed is not None and feed.alive:
                return feed
        return None

    def layers(self, best: Layer) -> list[Feed]:
        """Return what somebody who wants `best` may be shown, lowest first."""
        if len(self.feeds) > 1:
            wanted = _ORDER[: _ORDER.index(best) + 1]
            feeds = [self.feeds[layer] for layer in wanted if layer in self.feeds]
            if alive := [feed for feed in feeds if feed.alive]:
                return alive
        feed = self.pick(best)
        return [] if feed is None else [feed]

    def revive(self, feed: Feed, now: float) -> bool:
        """Note that `feed`, silent so far, has sent; return whether the whole track was silent."""
        paused = all(
            not each.last_arrival or now - each.last_arrival > PAUSE for each in self.feeds.values()
        )
        feed.alive = True
        feed.last_arrival = now
        self.due = min(self.due, now + SILENCE)
        self._changed(now)
        return paused

    def review(self, now: float) -> None:
        """See which layers have fallen silent."""
        silent = [f for f in self.feeds.values() if f.alive and now - f.last_arrival >= SILENCE]
        for feed in silent:
            feed.alive = False
        self.due = min(
            (f.last_arrival + SILENCE for f in self.feeds.values() if f.alive), default=inf
        )
        if silent:
            self._changed(now)

    def tap(self, gates: tuple[GateId, ...], now: float) -> None:
        """Let the track through these open gates and no others."""
        opened = set(gates) - set(self._gates)
        self._gates = gates
        self._aim_taps(now)
        if opened and (feed := self.pick(Layer.HIGH)):
            feed.want_key_frame(now)

    def tell_missed(self) -> None:
        """Let reports to the sender say what whoever else is worst off misses of it."""
        others = (each for each in self.viewers if each.id.endpoint != self.id.endpoint)
        missed = max((each.lost for each in others), default=0.0)
        for feed in self.feeds.values():
            feed.missed = missed

    def _changed(self, now: float) -> None:
        for viewer in self.viewers:
            viewer.choose(now)
        self._aim_taps(now)

    def _aim_taps(self, now: float) -> None:
        """A recorder gets the best layer there is; none twice, and each from a key frame on."""
        best = self.pick(Layer.HIGH)
        for feed in self.feeds.values():
            if feed is best and self._gates and not feed.gates:
                feed.want_key_frame(now)
            feed.gates = self._gates if feed is best else ()

"""A slot: one of the fixed receive streams of an endpoint, and what it shows.

                    show(track)                   a packet to begin with
    empty ─────────────────────────▶ waiting ────────────────────────────▶ forwarding
      ▲                                ▲  │                                     │
      └───── empty(), at once ─────────┼──┴─────────────────────────────────────┤
                                       └────── show(another track), at once ────┘

A remap to another track ends the old one at once: after it not one more packet passes, whatever
the viewer sees meanwhile.  Another layer of the same track only adds a feed to wait for, and the
old one flows until that begins.
"""

from typing import ClassVar, Final

from sfu import reports
from sfu.feed import Feed, Sink
from sfu.header import Packet
from sfu.ids import EndpointId, Layer, SlotId
from sfu.outlet import Outlet
from sfu.shape import SlotLine
from sfu.thinning import ALL
from sfu.track import Track
from sfu.viewing import Picture

ORDER: Final = tuple(Layer)  # lowest first


class Slot:
    """The state machine; the making of packets is its outlet's."""

    UNLIMITED: ClassVar = Layer.HIGH

    __slots__ = (
        "_allowed",
        "_current",
        "_frames",
        "_layer",
        "_next",
        "_ready",
        "_sink",
        "_track",
        "copies",
        "description",
        "id",
        "line",
        "lost",
        "outlet",
        "rank",
    )

    def __init__(self, slot: SlotId, line: SlotLine, outlet: Outlet) -> None:
        self.id: Final = slot
        self.line: Final = line
        self.outlet: Final = outlet
        self.description: Final = reports.description(line.ssrc, line.cname)
        """Who it is, as its reports say."""
        self._ready = False
        self._track: Track | None = None
        self._layer = Layer.HIGH
        self._allowed: Layer | None = self.UNLIMITED
        self._frames = ALL
        self._sink: Sink = outlet
        """Where what flows goes."""
        self.rank = 0
        """Lower goes first where the viewer's link does not bear everything."""
        self.copies = 0
        """How often more than once what is said is sent."""
        self.lost = 0.0
        """The share of what is said that its viewer misses, copies or not; 0 if hardly any."""
        self._current: Feed | None = None
        """What flows; None while empty or waiting for the first packet of a track."""
        self._next: Feed | None = None
        """What will flow from its next starting point on."""

    @property
    def flows(self) -> bool:
        return self._current is not None

    @property
    def is_video(self) -> bool:
        return self.line.kind == "video"

    @property
    def current(self) -> Feed | None:
        return self._current

    @property
    def is_allowed(self) -> bool:
        return self._allowed is not None

    @property
    def picture(self) -> Picture:
        """What is seen of the track."""
        if self._current is None:
            return Picture("waiting" if self._allowed else "paused", thinned=False)
        return Picture(self._current.layer.value, thinned=self._frames < ALL)

    def layers(self) -> list[Feed]:
        """Return what may be chosen from, lowest first."""
        return [] if self._track is None else self._track.layers(self._layer)

    def get_ready(self, now: float) -> None:
        """The viewer can receive: before, a key frame would be wasted on them."""
        self._ready = True
        self.choose(now)

    @property
    def track(self) -> Track | None:
        return self._track

    def show(self, track: Track, layer: Layer, now: float, *, rank: int = 0) -> None:
        """Show `track`, at `layer` at best, from its next starting point on."""
        self.rank = rank
        if track is not self._track:
            self.empty()
            self._track = track
            track.viewers.append(self)
        self._layer = layer
        self.choose(now)

    def allow(self, layer: Layer | None, now: float, *, frames: int = ALL) -> bool:
        """Show `layer` at best, whatever the plan says, or nothing; return whether it is news.

        A pause ends the flow at once.  Another layer waits for its key frame.  Frames of temporal
        layers above `frames` are left out from the next one on.
        """
        is_news = layer != self._allowed or frames != self._frames
        if frames != self._frames or self._sink is not self.outlet:
            self._frames = frames
            self._thin()
        if not is_news:
            return False
        self._allowed = layer
        self.choose(now)
        return True

    def empty(self) -> None:
        """Forward nothing from now on, and resend nothing of what was."""
        self._stop_waiting()
        self._stop_flowing()
        self.outlet.forget()
        if self._track is not None:
            self._track.viewers.remove(self)
            self._track = None

    def choose(self, now: float) -> None:
        if self._allowed is None:
            self._stop_waiting()
            self._stop_flowing()
            self.outlet.forget()
            return
        best = min(self._layer, self._allowed, key=ORDER.index)
        feed = self._track.pick(best) if self._track is not None and self._ready else None
        if feed is None or feed is self._next:
            return
        self._stop_waiting()
        if feed is not self._current:
            self._next = feed
            feed.waiting.append(self)
            feed.want_key_frame(now)

    def start(self, packet: Packet) -> None:
        """The feed that was waited for begins."""
        feed = self._next
        assert feed is not None, "only a feed that is waited for starts a slot"
        self._stop_waiting()
        self._stop_flowing()
        self._current = feed
        self.outlet.resume(packet, feed.history)
        self._sink = self.outlet.thin(self._frames)
        feed.flowing.append(self._sink)

    def lose(self, feed: Feed) -> None:
        if feed is self._next:
            self._stop_waiting()
        if feed is self._current:
            self._stop_flowing()

    def want_key_frame(self, now: float) -> EndpointId | None:
        """The viewer cannot decode; return whose sender is to be asked."""
        feed = self._next or self._current
        if feed is None:
            return None
        feed.want_key_frame(now)
        return feed.track.endpoint

    def _thin(self) -> None:
        sink = self.outlet.thin(self._frames)
        if self._current is not None and sink is not self._sink:
            flowing = self._current.flowing
            flowing[flowing.index(self._sink)] = sink
        self._sink = sink

    def _stop_waiting(self) -> None:
        if self._next is not None:
            self._next.waiting.remove(self)
            self._next.rest()
            self._next = None

    def _stop_flowing(self) -> None:
        if self._current is not None:
            self._current.flowing.remove(self._sink)
            self._current.rest()
            self._current = None

"""What one endpoint and we tell each other in RTCP; all of it ends here (RFC 3550, section 7).

It decides when something is said and writes it; the endpoint protects and sends it.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Final

from sfu import reports
from sfu.counters import Count, Counters
from sfu.feed import Feed
from sfu.loss import Loss
from sfu.slot import Slot
from sfu.twcc import Arrivals

SENDER: Final = 1
"""Our SSRC where we speak as a receiver, as browsers do that send nothing."""

SENDERS_MOST: Final = 64
"""SSRCs under which a browser may report: one a transceiver in Firefox, one in Chromium."""


class Control:
    """The RTCP of one endpoint."""

    __slots__ = ("_counters", "_looked", "_senders", "arrivals", "loss", "report_due")

    def __init__(self, counters: Counters) -> None:
        self._counters = counters
        self.arrivals: Final = Arrivals()
        self.loss: Final = Loss()
        self._looked = 0, 0
        self.report_due = inf
        self._senders: set[int] = set()

    def open(self, now: float) -> None:
        """Report from now on."""
        self.report_due = now + reports.INTERVAL

    @property
    def due(self) -> float:
        return min(self.arrivals.due, self.report_due)

    def knows(self, sender: int) -> bool:
        """Return whether an RTCP sender may be listened to: libsrtp searches them one by one."""
        return sender in self._senders or len(self._senders) < SENDERS_MOST

    def met(self, sender: int) -> None:
        """Remember a sender whose packet has authenticated."""
        self._senders.add(sender)

    def take_loss(self) -> float | None:
        """Return which part was lost since the last time, the worse of both ways."""
        told, missed = self._looked
        self._looked = self.arrivals.told, self.arrivals.missed
        return self.loss.take(
            expected=self.arrivals.told - told, missed=self.arrivals.missed - missed
        )

    def write(self, feeds: Sequence[Feed], slots: Iterable[Slot], now: float) -> Iterator[bytes]:
        """Yield what is due at `now`, each a compound or reduced-size packet of its own."""
        if now >= self.report_due:
            self.report_due = now + reports.INTERVAL
            yield from self._reports(feeds, slots, now)
        asks = b"".join(self._asks(feeds, now))
        if asks:
            yield asks
        media = feeds[-1].ssrc if feeds else 0
        yield from self.arrivals.take(now, sender=SENDER, media=media)

    def _asks(self, feeds: Iterable[Feed], now: float) -> Iterator[bytes]:
        """Yield what is to be asked of the endpoint as a sender."""
        for feed in feeds:
            if feed.missing.due <= now and (missing := feed.missing.take(now)):
                self._counters.add(Count.NACKS_SENT)
                yield reports.nack(SENDER, feed.ssrc, missing)
                if feed.gates and feed.missing.stale:
                    # A browser asks for a key frame when it needs one; a recorder cannot.
                    feed.want_key_frame(now)
            if feed.keys.take(now):
                self._counters.add(Count.KEY_FRAMES_ASKED)
                yield reports.picture_loss(SENDER, feed.ssrc)

    def _reports(self, feeds: Iterable[Feed], slots: Iterable[Slot], now: float) -> Iterator[bytes]:
        """Yield a report of what came, and one with a clock for each slot that flows."""
        blocks = [feed.block(now) for feed in feeds if feed.alive]
        if blocks:
            yield reports.receiver_report(SENDER, blocks)
        for slot in slots:
            if slot.flows:
                # RFC 3550, section 6.1: a compound names its source.
                yield reports.sender_report(slot.outlet.sending(now), now=now) + slot.description

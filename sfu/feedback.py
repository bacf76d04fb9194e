"""What browsers report and ask for in RTCP, and what is done about it (RFC 3550, RFC 4585)."""

from collections.abc import Callable
from typing import Final, assert_never

from sfu import rtcp
from sfu.counters import Count, Counters
from sfu.endpoint import Endpoint
from sfu.feed import Feed
from sfu.ids import Datagram, EndpointId
from sfu.slot import Slot
from sfu.srtp import Workbench
from sfu.wide_report import WideReport


class Feedback:
    """The way of RTCP through a pump: it ends here."""

    __slots__ = ("_bench", "_counters", "_send", "_wake")

    def __init__(
        self,
        bench: Workbench,
        counters: Counters,
        send: Callable[[Datagram], None],
        wake: Callable[[EndpointId], None],
    ) -> None:
        """`wake`: there may be something to ask of an endpoint earlier than it is due."""
        self._bench: Final = bench
        self._counters: Final = counters
        self._send: Final = send
        self._wake: Final = wake

    def receive(self, endpoint: Endpoint, data: bytes, now: float) -> bool:
        """Heed a datagram that claims to be the endpoint's; return whether it is."""
        sender = int.from_bytes(data[4:8], "big")
        if not endpoint.control.knows(sender):
            self._counters.add(Count.TOO_MANY_SSRCS)
            return False
        assert endpoint.cipher is not None, "nothing is believed before there are keys"
        plain = self._bench.open_rtcp(endpoint.cipher.inbound_rtcp, data)
        if plain is None:
            self._counters.add(Count.UNAUTHENTIC)
            return False
        endpoint.control.met(sender)
        self._counters.add(Count.RTCP_RECEIVED)
        for report in rtcp.parse(plain):
            self._heed(endpoint, report, now)
        return True

    def _heed(self, endpoint: Endpoint, report: rtcp.Report, now: float) -> None:
        match report:
            case rtcp.SenderReport(ssrc, ntp, _):
                feed = endpoint.inbound.get(ssrc)
                if isinstance(feed, Feed):
                    feed.reported(ntp, now)
            case rtcp.Received():
                endpoint.received(report, now)
            case rtcp.Nack():
                self._resend(endpoint, report, now)
            case rtcp.KeyFrameWanted(media):
                self._counters.add(Count.KEY_FRAMES_WANTED)
                slot = self._slot(endpoint, media)
                asked = None if slot is None else slot.want_key_frame(now)
                if asked is not None:
                    self._wake(asked)
            case rtcp.BandwidthEstimate():
                self._counters.add(Count.ESTIMATES)
            case WideReport():
                self._counters.add(Count.WIDE_REPORTS)
                self._adapt(endpoint, report, now)
            case rtcp.Malformed():
                self._counters.add(Count.RTCP_MALFORMED)
            case _:
                assert_never(report)

    def _adapt(self, endpoint: Endpoint, report: WideReport, now: float) -> None:
        for due in endpoint.told(report, now):
            self._wake(due)

    def _slot(self, endpoint: Endpoint, ssrc: int) -> Slot | None:
        slot = endpoint.slots_by_ssrc.get(ssrc)
        if slot is None:
            self._counters.add(Count.RTCP_STRANGER)
        return slot

    def _resend(self, endpoint: Endpoint, wish: rtcp.Nack, now: float) -> None:
        self._counters.add(Count.NACKS_RECEIVED)
        slot = self._slot(endpoint, wish.media)
        if slot is None:
            return
        for sequence in wish.sequences:
            if not endpoint.resends.spend(now):
                self._counters.add(Count.RESENDS_REFUSED)
                return
            again = slot.outlet.resend(sequence, now)
            if again is None:
                self._counters.add(Count.NOT_IN_HISTORY)
            else:
                self._counters.add(Count.RESENT)
                self._send(again)

"""Makes the video packets of one slot: a copy, patched where this viewer's numbers differ."""

from random import Random

from sfu import codecs, vp8
from sfu.counters import Count, Counters
from sfu.departures import HEAD, Departures
from sfu.feed import Sink
from sfu.header import Packet
from sfu.history import History
from sfu.ids import Address, Datagram
from sfu.outlet import (
    EXTENSIONS_AT,
    FIXED,
    FLAGS,
    NOTHING,
    NOWHERE,
    PADDED,
    SEQUENCES,
    Tally,
    fixed,
    layout,
    mid_element,
)
from sfu.pen import Pen
from sfu.repeater import Repeater
from sfu.reports import Sending
from sfu.rewriter import Rewriter
from sfu.shape import SlotLine
from sfu.srtp import Context, Workbench
from sfu.thinned import Thinned
from sfu.thinning import ALL, Thinning


class VideoOutlet:
    """One SSRC, and beside it the repeater's."""

    __slots__ = (
        "_counters",
        "_departures",
        "_fixed",
        "_history",
        "_layout",
        "_layout_of_both",
        "_left",
        "_limit",
        "_number",
        "_numbers",
        "_payload_at",
        "_pen",
        "_pictures",
        "_repeater",
        "_seal",
        "_size",
        "_ssrc",
        "_tally",
        "_thinned",
        "_view",
        "address",
        "context",
    )

    def __init__(
        self,
        line: SlotLine,
        bench: Workbench,
        counters: Counters,
        rng: Random,
        departures: Departures,
    ) -> None:
        self.address: Address = NOWHERE
        self.context: Context | None = None
        self._view = bench.view
        self._seal = bench.seal_rtp
        self._counters = counters
        self._departures = departures
        self._number = departures.number
        self._left = departures.left
        self._size = departures.size
        self._ssrc = line.ssrc
        mid = mid_element(line.mid)
        mid += bytes(-(len(mid) + 3) % 4) + HEAD
        form = f"{FIXED + len(mid)}sHI"
        self._layout = layout(form)
        self._layout_of_both = layout(form + vp8.FORM_OF_BOTH)
        self._payload_at = self._layout.size
        size = self._layout.size - EXTENSIONS_AT
        self._fixed = fixed(line.ssrc, size, mid)
        self._pen = Pen(self._layout, bench, departures)
        self._repeater = Repeater(
            self._pen, fixed(line.rtx_ssrc, size, mid), first_sequence=rng.randrange(SEQUENCES)
        )
        self._numbers = Rewriter(
            first_sequence=rng.randrange(SEQUENCES), first_timestamp=rng.randrange(1 << 32)
        )
        self._pictures = vp8.PictureNumbers(
            first_picture=rng.randrange(1 << 15), first_temporal=rng.randrange(1 << 8)
        )
        self._history = NOTHING
        self._tally = Tally()
        self._limit = ALL
        self._thinned: Thinned | None = None

    def resume(self, packet: Packet, history: History) -> None:
        gap = self._tally.gap(packet.arrived, codecs.VIDEO_CLOCK)
        self._numbers.resume(packet.seq, packet.timestamp, gap=gap)
        self._leave()
        self._pictures.resume(packet)
        self._history = history
        self._tally.follow(history)
        if self._limit < ALL:
            self._begin_thinning(packet.picture_id - 1 & 0x7FFF, packet.temporal_id)

    def thin(self, frames: int) -> Sink:
        self._limit = frames
        if self._thinned is not None:
            self._thinned.thinning.limit = frames
            if self._thinned.thinning.is_over:
                self._thinned = None
        elif frames < ALL and self._history is not NOTHING:
            self._begin_thinning(self._history.picture_id, self._history.temporal_id)
        return self._thinned or self

    def forward(self, packet: Packet) -> Datagram | None:
        numbers, pictures, context = self._numbers, self._pictures, self.context
        sequence = numbers.rewrite(packet.seq, packet.timestamp)
        if sequence < 0 or context is None:
            self._counters.add(Count.BEFORE_SWITCH if context else Count.UNSEALED)
            return None
        number = self._number() & 0xFFFF
        timestamp = packet.timestamp + numbers.ticks & 0xFFFF_FFFF
        if packet.both:
            self._layout_of_both[packet.size - vp8.BOTH](
                self._view,
                0,
                FLAGS,
                packet.marked,
                sequence,
                timestamp,
                self._fixed,
                number,
                packet.stamp,
                packet.lead,
                packet.picture_id + pictures.picture_offset & 0x7FFF | 0x8000,
                packet.temporal_id + pictures.temporal_offset & 0xFF,
                packet.rest,
            )
        else:
            self._layout[packet.size](
                self._view,
                0,
                FLAGS,
                packet.marked,
                sequence,
                timestamp,
                self._fixed,
                number,
                packet.stamp,
                packet.body,
            )
            pictures.patch(self._view, self._payload_at, packet)
        data = self._seal(context, self._payload_at + packet.size)
        if data is None:
            self._departures.cancel()
            self._counters.add(Count.UNSEALED)
            return None
        self._size(len(data))
        self._left(packet.arrived)
        return data, self.address

    def skip(self, seq: int) -> None:
        self._numbers.skip(seq)

    def withhold(self, packet: Packet) -> Datagram | None:
        """Leave no hole where `packet` is not forwarded: by padding, if it comes late."""
        self._tally.withhold(packet.size)
        self._counters.add(Count.THINNED)
        if self._numbers.skip(packet.seq, packet.timestamp) or self.context is None:
            return None
        sequence = self._numbers.rewrite(packet.seq, packet.timestamp)
        if sequence < 0:
            return None
        timestamp = packet.timestamp + self._numbers.ticks & 0xFFFF_FFFF
        head = (FLAGS | PADDED, codecs.VP8, sequence, timestamp, self._fixed)
        return self._to_viewer(self._pen.write(self.context, head, b"\x01", packet.arrived))

    def resend(self, sequence: int, now: float) -> Datagram | None:
        kept = self._history.get(self._numbers.original(sequence))
        packet = Packet()
        if kept is None or self.context is None or not packet.read(kept[0]):
            return None
        if not vp8.read(packet):
            return None
        timestamp = packet.timestamp + self._numbers.ticks & 0xFFFF_FFFF
        return self._to_viewer(
            self._repeater.repeat(
                self.context,
                sequence,
                self._body(packet),
                now,
                marker=packet.marked & 128,
                timestamp=timestamp,
            )
        )

    def pad(self, size: int, now: float) -> Datagram | None:
        """Padding goes where retransmissions go, so that it leaves no hole among the pictures."""
        if self.context is None:
            return None
        timestamp = self._numbers.timestamp
        return self._to_viewer(self._repeater.pad(self.context, size, now, timestamp=timestamp))

    def forget(self) -> None:
        self._leave()
        self._tally.follow(NOTHING)

    def sending(self, now: float) -> Sending:
        packets, octets, _ = self._tally.read()
        elapsed = self._tally.gap(now, codecs.VIDEO_CLOCK)
        timestamp = self._numbers.timestamp + elapsed & 0xFFFF_FFFF
        return Sending(self._ssrc, timestamp, packets, octets)

    def _begin_thinning(self, picture_id: int, temporal_id: int) -> None:
        thinning = Thinning(
            picture_id=picture_id,
            temporal_id=temporal_id,
            offset=self._pictures.picture_offset,
            limit=self._limit,
        )
        self._thinned = Thinned(self, self._pictures, thinning)

    def _body(self, packet: Packet) -> bytes:
        """Return the payload as it went out; nothing, if what went out was padding."""
        pictures, offset = self._pictures, self._pictures.picture_offset
        if self._thinned is not None and packet.both:
            recalled = self._thinned.thinning.recall(packet.picture_id)
            if recalled is None:
                return b""
            pictures.picture_offset = recalled
        body = bytearray(packet.body)
        pictures.patch(memoryview(body), 0, packet)
        pictures.picture_offset = offset
        return bytes(body)

    def _to_viewer(self, data: bytes | None) -> Datagram | None:
        return None if data is None else (data, self.address)

    def _leave(self) -> None:
        """Remember which frame was the last, before its feed goes on without us."""
        if self._history is not NOTHING:
            self._pictures.sent(self._history.picture_id, self._history.temporal_id)
        self._history = NOTHING
        self._thinned = None

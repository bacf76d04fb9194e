"""A simulated participant: real UDP, ICE, DTLS and SRTP, no browser.

For benchmarks, attacks and whatever needs more people than browsers fit on a machine; a dozen of
them run in one process.  It takes our offer, answers it, and then sends and counts:

    ada = await SimulatedEndpoint.open(prepared.offer, name="ada")
    await plane.accept(prepared.endpoint, ada.answer)
    await ada.connected()
    ada.begin_media(voice=True, layers="lmh")
    await ada.until(lambda: ada.received_on("4").packets > 50)
    await ada.close()
"""

import asyncio
import socket
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from random import Random

import pylibsrtp
from aiortc.rtcdtlstransport import (
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
)
from aiortc.rtp import RtcpPacket, RtcpPsfbPacket, RtcpRtpfbPacket, is_rtcp

from sfu.codecs import VIDEO_CLOCK
from sfu.header import read_extensions
from sfu.twcc import Arrivals
from tests.support import offered as sdp
from tests.support.checks import binding_request, is_success
from tests.support.packets import OPUS, TRANSPORT_WIDE_CC, Received, Stream, payload_of
from tests.support.tape import Tape

Address = tuple[str, int]

FRAME_BYTES = {"l": 600, "m": 1750, "h": 6000}  # at 25 frames a second: 120, 350, 1200 kbit/s
TICK = 0.02  # seconds
TAPED_EVERY = 12  # ticks: few pictures a second, since somebody has to decode and paint them
CAPTURED_EVERY = 3  # ticks: a key frame that is asked for comes with the next of 17 a second
SCREENED_EVERY = 10  # ticks
TELLS_EVERY = 5  # ticks: ten feedbacks a second, as browsers send of a busy link
CHECKS_EVERY = 2.5  # seconds, as Chromium
_CERTIFICATE = RTCCertificate.generateCertificate()


class SimulatedEndpoint:
    """Owns a socket, a DTLS transport and two tasks; `close` ends them all."""

    def __init__(
        self,
        offer: str,
        *,
        name: str = "somebody",
        seed: int = 1,
        decrypt_every: int = 1,
        tape: Tape | None = None,
        overhear: Callable[[bytes], None] | None = None,
        by_tcp: bool = False,
        tells: bool = False,
        reached: str = "",
    ) -> None:
        """`tape` is what it sends instead of fillers; `overhear` is handed what voices it gets.

        `reached` is the host it comes to of those that are offered; if empty the first.
        """
        self.offered = sdp.Offered.read(offer)
        self.name = name.encode().ljust(8)[:8]
        self.rng = Random(f"{name}-{seed}")
        self.counters: Counter[str] = Counter()
        self.received: dict[int, Received] = {}
        self.sent_checks: deque[bytes] = deque(maxlen=8)
        self.sent_media: deque[bytes] = deque(maxlen=64)
        self.streams = self._streams()
        self.nominate = True
        self.hung_up = False
        """The server has closed our TCP connection."""
        self._held = b""
        self._by_tcp = by_tcp
        self.server: Address = self._offered_at(reached)
        self._decrypt_every = decrypt_every
        self._tape = tape
        self._overhear = overhear
        self._arrivals = Arrivals() if tells else None
        self._countdown = 1
        self._transport_seq = 0
        self._changed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._dtls_inbox: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._dtls = RTCDtlsTransport(_Wire(self), [_CERTIFICATE])  # type: ignore[arg-type]
        self._dtls._set_role("client")
        self.fingerprint = f"sha-256 {self._dtls.getLocalParameters().fingerprints[0].value}"
        self.answer = sdp.answer(
            self.offered,
            ufrag="simu",
            password="simulated-password-simulated",
            fingerprint=self.fingerprint,
            ssrcs={s.mid: s.ssrc for s in self.streams.values() if s.rid is None},
        )
        self._socket = self._bind()

    @classmethod
    async def open(cls, offer: str, **options: object) -> "SimulatedEndpoint":
        """Return an endpoint that has begun to check; its `answer` is still to be delivered."""
        endpoint = cls(offer, **options)  # type: ignore[arg-type]
        endpoint._tasks.append(asyncio.create_task(endpoint._check_for_ever()))
        return endpoint

    @property
    def address(self) -> Address:
        host, port = self._socket.getsockname()[:2]
        return host, port

    async def connected(self, limit: float = 10) -> None:
        """Shake hands; raises ConnectionError if the handshake fails, TimeoutError if late."""
        await self.until(lambda: self.counters["check-answered"] > 0, limit)
        algorithm, value = self.offered.fingerprint.split()
        named = RTCDtlsParameters([RTCDtlsFingerprint(algorithm, value)])
        async with asyncio.timeout(limit):
            await self._dtls.start(named)
        if self._dtls.state != "connected":
            raise ConnectionError(self._dtls.state)

    async def until(self, condition: Callable[[], bool], limit: float = 10) -> None:
        """Wait for something that a datagram will bring about."""
        async with asyncio.timeout(limit):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    def received_on(self, mid: str) -> Received:
        """Return what came in on a slot, by its m-line; retransmissions are not counted."""
        ssrc = next(line.ssrcs[0] for line in self.offered.slots if line.mid == mid)
        return self.received.setdefault(ssrc, Received())

    def lost(self) -> int:
        return sum(each.lost for each in self.received.values())

    # What it sends.

    def send_voice(self, *, mid: str = "0", level: int = 30) -> None:
        sound = None if self._tape is None else self._tape.sound()
        stream = self.streams[mid, None]
        self.send_rtp([stream.voice(self._next_seq(1), level=level, sound=sound)])

    def send_frames(self, layers: str = "lmh", *, mid: str = "1", after: float = 0.04) -> None:
        """Send one picture on each layer of the camera, or one of the screen (no layers).

        It is of `after` seconds later than the one before.
        """
        for rid in layers or [None]:
            size = FRAME_BYTES[rid or "h"]
            stream = self.streams[mid, rid]
            packets = stream.frame(
                self._transport_seq, size=size, ticks=round(after * VIDEO_CLOCK), tape=self._tape
            )
            self._next_seq(len(packets))
            self.send_rtp(packets)

    def begin_media(self, *, voice: bool = True, layers: str = "lmh", screen: bool = False) -> None:
        """Send at the pace of a real person until closed."""
        self._tasks.append(
            asyncio.create_task(self._send_for_ever(voice=voice, layers=layers, screen=screen))
        )

    def send_rtp(self, packets: Iterable[bytes]) -> None:
        protect = self._dtls._tx_srtp.protect
        for packet in packets:
            protected = protect(packet)
            self.sent_media.append(protected)
            self.send(protected)
        self._changed.set()

    def send_rtcp(self, packet: bytes) -> None:
        self.send(self._dtls._tx_srtp.protect_rtcp(packet))

    def send(self, data: bytes) -> None:
        """Send raw bytes from the participant's own address."""
        with suppress(BlockingIOError):
            if self._by_tcp:
                self._socket.send(len(data).to_bytes(2) + data)
            else:
                self._socket.sendto(data, self.server)

    def check(self) -> None:
        """Send a connectivity check now."""
        request = binding_request(
            self.offered.ufrag, self.offered.password, rng=self.rng, nominate=self.nominate
        )
        self.sent_checks.append(request)
        self.send(request)

    def move(self, reached: str = "") -> None:
        """Go on from another port, as behind a NAT that forgot; no check is sent yet.

        `reached` as at the beginning, if it is another one now: a network of the other family.
        """
        if reached:
            self.server = self._offered_at(reached)
        self._unbind()
        self._socket = self._bind()

    def fall_silent(self) -> None:
        """Send nothing by itself any more."""
        for task in self._tasks:
            task.cancel()

    async def close(self, *, politely: bool = True) -> None:
        """End everything; with a DTLS close_notify unless impolite."""
        self.fall_silent()
        if self._tasks:
            await asyncio.wait(self._tasks)
        reader = self._dtls._task
        if politely:
            await self._dtls.stop()
        elif reader is not None:
            reader.cancel()
        if reader is not None:
            await asyncio.wait([reader])
        self._unbind()

    # How it lives.

    def _streams(self) -> dict[tuple[str, str | None], Stream]:
        streams: dict[tuple[str, str | None], Stream] = {}
        for line in self.offered.lines:
            rids: list[str | None] = [*line.rids] or [None]
            for rid in [] if line.receives else rids:
                ssrc, rtx = self.rng.getrandbits(32), self.rng.getrandbits(32)
                streams[line.mid, rid] = Stream(
                    line.mid,
                    ssrc,
                    self.rng,
                    self.name,
                    rid=rid,
                    rtx_ssrc=rtx if line.kind == "video" else 0,
                )
        return streams

    async def _check_for_ever(self) -> None:
        while True:
            self.check()
            answered = self.counters["check-answered"] > 0
            await asyncio.sleep(CHECKS_EVERY if answered else 0.05)

    async def _send_for_ever(self, *, voice: bool, layers: str, screen: bool) -> None:
        began = time.monotonic()
        tick = pictured = 0
        while True:
            if voice:
                self.send_voice()
            if tick % TELLS_EVERY == 0 and self._arrivals is not None:
                self._tell(self._arrivals)
            if layers and self._is_time_for_a_picture(tick):
                self.send_frames(layers, after=(tick - pictured) * TICK)
                pictured = tick
            if tick % SCREENED_EVERY == 0 and screen:
                self.send_frames("", mid="2", after=SCREENED_EVERY * TICK)
            tick += 1
            await asyncio.sleep(max(0.0, began + tick * TICK - time.monotonic()))

    def _tell(self, arrivals: Arrivals) -> None:
        media = self.offered.slots[0].ssrcs[0]
        for feedback in arrivals.take(time.monotonic(), sender=1, media=media):
            self.send_rtcp(feedback)

    def _is_time_for_a_picture(self, tick: int) -> bool:
        if self._tape is None:
            return tick % 2 == 0
        is_asked = any(stream.key_due for stream in self.streams.values() if stream.rid == "l")
        return tick % (CAPTURED_EVERY if is_asked else TAPED_EVERY) == 0

    def _next_seq(self, count: int) -> int:
        first = self._transport_seq
        self._transport_seq = (first + count) & 0xFFFF
        return first

    def stop_reading(self) -> None:
        """Let what comes pile up at the sender, as a machine that has gone to sleep does."""
        asyncio.get_running_loop().remove_reader(self._socket.fileno())

    def read_on(self) -> None:
        asyncio.get_running_loop().add_reader(self._socket.fileno(), self._drain, self._socket)

    def _offered_at(self, host: str) -> Address:
        offered = self.offered.connections if self._by_tcp else self.offered.candidates
        return next(each for each in offered if not host or each[0] == host)

    def _bind(self) -> socket.socket:
        if self._by_tcp:
            return self._connect()
        wide = ":" in self.server[0]
        sock = socket.socket(socket.AF_INET6 if wide else socket.AF_INET, socket.SOCK_DGRAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * 1024 * 1024)
        sock.settimeout(0)
        sock.bind(("::1" if wide else "127.0.0.1", 0))
        asyncio.get_running_loop().add_reader(sock.fileno(), self._drain, sock)
        return sock

    def _connect(self) -> socket.socket:
        self._held = b""
        sock = socket.create_connection(self.server)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(0)
        asyncio.get_running_loop().add_reader(sock.fileno(), self._drain, sock)
        return sock

    def _unbind(self) -> None:
        if self._socket.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(self._socket.fileno())
            self._socket.close()

    def _drain(self, sock: socket.socket) -> None:
        with suppress(BlockingIOError):
            if self._by_tcp:
                self._unframe(sock.recv(65536))
            else:
                for _ in range(128):
                    self._take(sock.recv(2048))
        self._changed.set()

    def _unframe(self, data: bytes) -> None:
        if not data:
            self.hung_up = True
            self.stop_reading()
        self._held += data
        while len(self._held) > 1:
            end = 2 + int.from_bytes(self._held[:2])
            if end > len(self._held):
                return
            self._take(self._held[2:end])
            self._held = self._held[end:]

    def _take(self, data: bytes) -> None:
        self.counters["datagrams"] += 1
        if 128 <= data[0] <= 191:
            # aiortc has none before the handshake, and does not say so in its types.
            if getattr(self._dtls, "_rx_srtp", None) is None:
                self.counters["early"] += 1
            elif is_rtcp(data):
                self._take_rtcp(data)
            else:
                self._take_rtp(data)
        elif 20 <= data[0] <= 63:
            self._dtls_inbox.put_nowait(data)
        elif is_success(data, self.offered.password):
            self.counters["check-answered"] += 1

    def _take_rtp(self, data: bytes) -> None:
        stream = self.received.setdefault(int.from_bytes(data[8:12]), Received())
        if self._arrivals is not None:
            number = int.from_bytes(read_extensions(data)[TRANSPORT_WIDE_CC])
            self._arrivals.add(number, time.monotonic())
        self._countdown -= 1
        overheard = self._overhear is not None and data[1] & 0x7F == OPUS
        if self._countdown > 0 and not overheard:
            stream.count(data)
            return
        self._countdown = self._decrypt_every
        try:
            packet = self._dtls._rx_srtp.unprotect(data)
        except pylibsrtp.Error:
            self.counters["unprotect-failed"] += 1
            return
        stream.count(packet)
        stream.look(packet)
        if self._overhear is not None and overheard:
            self._overhear(payload_of(packet))

    def _take_rtcp(self, data: bytes) -> None:
        try:
            packets = RtcpPacket.parse(self._dtls._rx_srtp.unprotect_rtcp(data))
        except (pylibsrtp.Error, ValueError):
            self.counters["rtcp-failed"] += 1
            return
        for packet in packets:
            self.counters[type(packet).__name__] += 1
            if isinstance(packet, RtcpPsfbPacket) and packet.fmt in {1, 4}:
                self.counters["pli"] += 1
                for stream in self.streams.values():
                    stream.key_due |= packet.fmt == 4 or stream.ssrc == packet.media_ssrc
            elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == 15:
                self.counters["twcc"] += 1
            elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == 1:
                self._repeat(packet)

    def _repeat(self, nack: RtcpRtpfbPacket) -> None:
        for stream in self.streams.values():
            if stream.ssrc == nack.media_ssrc:
                self.counters["nacked"] += len(nack.lost)
                again = [stream.again(seq, self._next_seq(1)) for seq in nack.lost]
                self.send_rtp([packet for packet in again if packet is not None])


class _Wire:
    """What aiortc's DTLS asks of an ICE transport."""

    role = "controlling"

    def __init__(self, endpoint: SimulatedEndpoint) -> None:
        self._endpoint = endpoint

    async def _recv(self) -> bytes:
        data = await self._endpoint._dtls_inbox.get()
        if data is None:
            raise ConnectionError
        return data

    async def _send(self, data: bytes) -> None:
        self._endpoint.send(data)

"""The door to aiortc's DTLS: nothing else of ours imports it.

aiortc 1.16 is lent a make-believe ICE transport that carries DTLS alone; SRTP never passes
through it.  The underscored names we lean on are listed in tests/contract/test_aiortc_seam.py.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol, cast

from aiortc.rtcdtlstransport import (
    SRTP_AEAD_AES_128_GCM,
    SRTP_AES128_CM_SHA1_80,
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
)
from OpenSSL import SSL

from sfu.fingerprint import Fingerprint
from sfu.ids import Address
from sfu.pump import SrtpKeys

if TYPE_CHECKING:
    from aiortc import RTCIceTransport

HANDSHAKE_LIMIT: Final = 15.0  # seconds; a browser that lost its flight retries at 1, 3 and 7

QUEUE_MOST: Final = 16
"""Datagrams held for a handshake, also before its answer is here.  A flight is three or four."""

RENEWED_BEFORE: Final = timedelta(days=2)
"""Of the certificate's 30 days; an endpoint prepared with it must still be able to connect."""

_PROFILES: Final = [SRTP_AEAD_AES_128_GCM, SRTP_AES128_CM_SHA1_80]
"""In our order of preference (RFC 7714, RFC 5764)."""

_EXPORTER: Final = b"EXTRACTOR-dtls_srtp"  # RFC 5764, section 4.2


@dataclass(frozen=True, slots=True)
class Certificate:
    """What we prove to be, by a key that never leaves the process."""

    fingerprint: Fingerprint
    material: RTCCertificate


class Identity:
    """The process's certificate: one for everybody, replaced in good time."""

    def __init__(self) -> None:
        self._certificate: Certificate | None = None

    def certificate(self) -> Certificate:
        """Return the one to make an offer with."""
        current = self._certificate
        if current is None or current.material.expires - datetime.now(UTC) < RENEWED_BEFORE:
            current = self._certificate = _generate()
        return current


class Listener(Protocol):
    def secured(self, handshake: "Handshake", keys: SrtpKeys) -> None:
        """The handshake is verified: the browser's certificate is the one its answer named."""

    def ended(self, handshake: "Handshake") -> None:
        """It failed, ran out of time, was closed by the browser, or by us.  Comes once."""


class Handshake:
    """One DTLS association with a browser, as its server; it outlives the handshake proper.

    Fed with datagrams from the start, begun when the browser's fingerprint is known.
    """

    def __init__(
        self,
        certificate: Certificate,
        address: Address,
        *,
        send: Callable[[bytes, Address], None],
        listener: Listener,
    ) -> None:
        self.address = address
        """Where its last datagram came from, and where its own go."""
        self._send = send
        self._listener = listener
        self._inbox: asyncio.Queue[bytes] = asyncio.Queue(QUEUE_MOST)
        self._task: asyncio.Task[None] | None = None
        self._over = False
        wire = cast("RTCIceTransport", _Wire(self._inbox, self._reply))
        self._transport = RTCDtlsTransport(wire, [certificate.material])
        self._transport._set_role("server")  # noqa: SLF001
        self._transport._srtp_profiles = _PROFILES  # noqa: SLF001

    def feed(self, data: bytes, address: Address) -> bool:
        """Take a datagram; return whether there was room for it."""
        try:
            self._inbox.put_nowait(data)
        except asyncio.QueueFull:
            return False
        self.address = address
        return True

    def begin(self, fingerprints: Sequence[Fingerprint]) -> None:
        """Go ahead; the browser must prove to have a certificate that `fingerprints` name."""
        if self._task is None and not self._over:
            self._task = asyncio.create_task(self._run(fingerprints))

    def cancel(self) -> None:
        """Begin to close; `closed` waits for the end.  Twice is harmless."""
        if self._task is not None:
            self._task.cancel()
        elif not self._over:
            self._end()

    async def closed(self) -> None:
        """Wait until nothing of it runs any more."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _run(self, fingerprints: Sequence[Fingerprint]) -> None:
        try:
            await self._shake(fingerprints)
            if self._transport.state == "connected":
                self._listener.secured(self, self._export_keys())
                await asyncio.wait([self._reader()])
        finally:
            await self._stop()
            self._end()

    def _end(self) -> None:
        self._over = True
        self._listener.ended(self)

    async def _shake(self, fingerprints: Sequence[Fingerprint]) -> None:
        named = [RTCDtlsFingerprint(each.algorithm, each.value) for each in fingerprints]
        try:
            async with asyncio.timeout(HANDSHAKE_LIMIT):
                await self._transport.start(RTCDtlsParameters(named))
        except (TimeoutError, ConnectionError, SSL.Error, ValueError):
            # Out of time, or a certificate that cannot even be read: it stays unconnected.
            return

    async def _stop(self) -> None:
        task = self._transport._task  # noqa: SLF001
        await self._transport.stop()
        if task is not None:
            await asyncio.wait([task])

    def _reader(self) -> asyncio.Future[None]:
        reader = self._transport._task  # noqa: SLF001
        assert reader is not None, "a connected transport reads"
        return reader

    def _export_keys(self) -> SrtpKeys:
        connection = self._transport._ssl  # noqa: SLF001
        assert connection is not None, "a connected transport has a connection"
        agreed = connection.get_selected_srtp_profile()
        profile = next(each for each in _PROFILES if each.openssl_profile == agreed)
        size = 2 * (profile.key_length + profile.salt_length)
        material = connection.export_keying_material(_EXPORTER, size)
        # Packets are the pump's: aiortc's own sessions would only take memory.
        self._transport._rx_srtp = None  # type: ignore[assignment]  # noqa: SLF001
        self._transport._tx_srtp = None  # type: ignore[assignment]  # noqa: SLF001
        return SrtpKeys(
            profile=agreed.decode("ascii").removeprefix("SRTP_"),
            receive=profile.get_key_and_salt(material, 0),
            send=profile.get_key_and_salt(material, 1),
        )

    def _reply(self, data: bytes) -> None:
        self._send(data, self.address)


class _Wire:
    """All that aiortc's DTLS asks of an ICE transport."""

    role = "controlled"
    state = "completed"

    def __init__(self, inbox: asyncio.Queue[bytes], send: Callable[[bytes], None]) -> None:
        self._inbox = inbox
        self._reply = send

    async def _recv(self) -> bytes:
        return await self._inbox.get()

    async def _send(self, data: bytes) -> None:
        self._reply(data)


def _generate() -> Certificate:
    material = RTCCertificate.generateCertificate()
    value = next(each.value for each in material.getFingerprints() if each.algorithm == "sha-256")
    return Certificate(Fingerprint("sha-256", value), material)

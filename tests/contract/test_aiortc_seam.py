"""Promise: aiortc 1.16 and aioice 0.13 still have every name, underscored or not, that we lean on.

Two of aiortc's DTLS transports talk through memory, one of them ours.  When a new minor breaks
one of these tests, `sfu/dtls.py`, `sfu/stun.py` or `sfu/answer.py` is what needs a change.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import pytest
from aioice import stun
from aiortc.rtcdtlstransport import (
    SRTP_AEAD_AES_128_GCM,
    SRTP_AEAD_AES_256_GCM,
    SRTP_AES128_CM_SHA1_80,
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
    SRTPProtectionProfile,
)
from aiortc.sdp import SessionDescription

from sfu import dtls
from sfu.dtls import Certificate, Handshake, Identity
from sfu.fingerprint import Fingerprint
from sfu.ids import Address
from sfu.pump import SrtpKeys

BROWSER: Address = ("192.0.2.1", 1000)
CERTIFICATE = RTCCertificate.generateCertificate()


def test_the_pinned_minors_are_installed() -> None:
    assert version("aiortc").startswith("1.16.")
    assert version("aioice").startswith("0.13.")


class BrowserWire:
    """The browser's end of a wire in memory."""

    role = "controlling"

    def __init__(self, server: Handshake) -> None:
        self.server = server
        self.inbox: asyncio.Queue[bytes] = asyncio.Queue()
        self.spoke = asyncio.Event()

    async def _recv(self) -> bytes:
        return await self.inbox.get()

    async def _send(self, data: bytes) -> None:
        self.spoke.set()
        self.server.feed(data, BROWSER)


@dataclass
class Ears:
    """Hears what a handshake reports."""

    keys: asyncio.Future[SrtpKeys] = field(default_factory=asyncio.Future)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    ends: int = 0

    def secured(self, handshake: Handshake, keys: SrtpKeys) -> None:
        self.keys.set_result(keys)

    def ended(self, handshake: Handshake) -> None:
        self.ends += 1
        self.over.set()


@dataclass
class Pair:
    identity: Certificate
    ears: Ears
    server: Handshake
    wire: BrowserWire
    browser: RTCDtlsTransport

    def fingerprint(self) -> Fingerprint:
        given = self.browser.getLocalParameters().fingerprints[0]
        return Fingerprint(given.algorithm, given.value)

    async def shake(self) -> None:
        named = self.identity.fingerprint
        await self.browser.start(
            RTCDtlsParameters([RTCDtlsFingerprint(named.algorithm, named.value)])
        )


@asynccontextmanager
async def pair(profiles: list[SRTPProtectionProfile] | None = None) -> AsyncIterator[Pair]:
    identity, ears = Identity().certificate(), Ears()

    def send(data: bytes, to: Address) -> None:
        assert to == BROWSER
        wire.inbox.put_nowait(data)

    server = Handshake(identity, BROWSER, send=send, listener=ears)
    wire = BrowserWire(server)
    browser = RTCDtlsTransport(wire, [CERTIFICATE])  # type: ignore[arg-type]
    browser._set_role("client")
    if profiles is not None:
        browser._srtp_profiles = profiles
    try:
        yield Pair(identity, ears, server, wire, browser)
    finally:
        reader = browser._task
        await browser.stop()
        if reader is not None:
            await asyncio.wait([reader])
        server.cancel()
        await server.closed()


@pytest.mark.parametrize(
    ("offered", "agreed"),
    [
        (None, "AEAD_AES_128_GCM"),
        ([SRTP_AES128_CM_SHA1_80, SRTP_AEAD_AES_128_GCM], "AEAD_AES_128_GCM"),
        ([SRTP_AEAD_AES_256_GCM, SRTP_AES128_CM_SHA1_80], "AES128_CM_SHA1_80"),
    ],
)
async def test_our_order_of_profiles_wins_and_the_keys_are_the_browsers(
    offered: list[SRTPProtectionProfile] | None, agreed: str
) -> None:
    async with pair(offered) as both:
        both.server.begin([both.fingerprint()])
        await both.shake()
        keys = await both.ears.keys

        assert both.browser.state == "connected"
        assert keys.profile == agreed
        connection = both.browser._ssl
        assert connection is not None
        selected = connection.get_selected_srtp_profile()
        profile = next(p for p in both.browser._srtp_profiles if p.openssl_profile == selected)
        size = 2 * (profile.key_length + profile.salt_length)
        material = connection.export_keying_material(b"EXTRACTOR-dtls_srtp", size)
        assert keys.receive == profile.get_key_and_salt(material, 0)
        assert keys.send == profile.get_key_and_salt(material, 1)


async def test_a_hello_that_comes_before_the_answer_is_kept() -> None:
    async with pair() as both:
        shaking = asyncio.create_task(both.shake())
        await both.wire.spoke.wait()

        both.server.begin([both.fingerprint()])
        await shaking

        assert await both.ears.keys


async def test_a_browser_with_another_certificate_gets_no_keys() -> None:
    async with pair() as both:
        both.server.begin([Fingerprint("sha-256", ":".join(["AB"] * 32))])
        await both.shake()
        await both.ears.over.wait()

        assert not both.ears.keys.done()
        assert both.ears.ends == 1


async def test_every_named_fingerprint_must_match() -> None:
    async with pair() as both:
        wrong = Fingerprint("sha-512", ":".join(["AB"] * 64))
        both.server.begin([both.fingerprint(), wrong])
        await both.shake()
        await both.ears.over.wait()

        assert not both.ears.keys.done()


async def test_the_browsers_goodbye_is_noticed() -> None:
    async with pair() as both:
        both.server.begin([both.fingerprint()])
        await both.shake()
        await both.ears.keys

        await both.browser.stop()
        await both.ears.over.wait()

        assert both.ears.ends == 1


async def test_time_ends_a_handshake_that_nobody_goes_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dtls, "HANDSHAKE_LIMIT", 0.01)
    async with pair() as both:
        both.server.begin([both.fingerprint()])
        await both.ears.over.wait()

        assert not both.ears.keys.done()


async def test_a_handshake_that_never_began_ends_when_it_is_cancelled() -> None:
    async with pair() as both:
        both.server.cancel()
        both.server.cancel()
        both.server.begin([both.fingerprint()])
        await both.server.closed()

        assert both.ears.ends == 1


async def test_a_cancelled_handshake_leaves_nothing_running() -> None:
    async with pair() as both:
        both.server.begin([both.fingerprint()])
        await both.shake()
        await both.ears.keys

        both.server.cancel()
        await both.server.closed()

        assert both.ears.ends == 1
        assert asyncio.all_tasks() <= {asyncio.current_task(), both.browser._task}


async def test_what_is_fed_is_bounded() -> None:
    async with pair() as both:
        taken = [both.server.feed(bytes(13), BROWSER) for _ in range(dtls.QUEUE_MOST + 5)]

        assert taken == [True] * dtls.QUEUE_MOST + [False] * 5


@pytest.mark.parametrize("junk", [bytes([22]) + bytes(40), bytes([63]) * 13, bytes([20]) * 1500])
async def test_junk_before_the_hello_does_not_harm_the_handshake(junk: bytes) -> None:
    async with pair() as both:
        both.server.feed(junk, BROWSER)
        both.server.begin([both.fingerprint()])
        await both.shake()

        assert await both.ears.keys


def test_a_certificate_is_renewed_before_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    identity = Identity()
    first = identity.certificate()
    assert identity.certificate() is first
    left = first.material.expires - datetime.now(UTC)
    assert timedelta(days=29) < left <= timedelta(days=30)

    monkeypatch.setattr(dtls, "RENEWED_BEFORE", timedelta(days=31))

    assert identity.certificate() is not first


def test_stun_has_the_names_we_use() -> None:
    message = stun.Message(stun.Method.BINDING, stun.Class.RESPONSE, bytes(12))
    message.attributes["XOR-MAPPED-ADDRESS"] = BROWSER
    message.add_message_integrity(b"key")

    parsed = stun.parse_message(bytes(message))

    assert parsed.check_message_integrity(b"key")
    assert not parsed.check_message_integrity(b"other")
    assert {"FINGERPRINT", "XOR-MAPPED-ADDRESS"} <= set(parsed.attributes)
    assert (stun.COOKIE, stun.HEADER_LENGTH) == (0x2112A442, 20)


def test_sdp_has_the_names_we_use() -> None:
    text = (
        "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=setup:active\r\n"
        "a=fingerprint:sha-256 AA\r\na=rtpmap:111 opus/48000/2\r\na=ssrc:7 cname:x\r\n"
    )

    [line] = SessionDescription.parse(text).media

    assert (line.kind, line.port, line.rtp.muxId) == ("audio", 9, "0")
    assert line.dtls is not None
    assert line.dtls.role == "client"
    assert [(f.algorithm, f.value) for f in line.dtls.fingerprints] == [("sha-256", "AA")]
    assert [each.ssrc for each in line.ssrc] == [7]

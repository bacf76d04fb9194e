"""Promise: whatever is thrown at the port, a live call beside it loses nothing.

Each attack is counted by its reason, gets not one byte back, and leaves no line in the log.  Only
our own server is attacked, over loopback.
"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random

import pylibsrtp
import pytest

from sfu.errors import AnswerRefused
from sfu.events import Connected, Lost
from sfu.python_pump import PythonPump
from tests.support.call import Call, Person, calling
from tests.support.checks import binding_request
from tests.support.packets import rtp
from tests.support.records import FATAL_ALERT, client_hello

CHUNK = 64  # datagrams between two turns of the loop, which is the server's loop too
RUNTS = [bytes([first]) * length for length in range(21) for first in range(256)]
RNG = Random(5)


@dataclass
class Attacker:
    """A stranger with an address of their own."""

    target: tuple[str, int]
    host: str = "127.0.0.1"
    returned: int = 0
    sock: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.settimeout(0)
        self.sock.bind((self.host, 0))

    async def spray(self, datagrams: Iterable[bytes]) -> None:
        for n, data in enumerate(datagrams):
            self.sock.sendto(data, self.target)
            if n % CHUNK == CHUNK - 1:
                await asyncio.sleep(0)

    def listen(self) -> int:
        """Return how many bytes came back so far."""
        try:
            while True:
                self.returned += len(self.sock.recv(4096))
        except BlockingIOError:
            return self.returned


@dataclass
class Live:
    """A call that goes on while somebody attacks."""

    call: Call
    ada: Person
    bo: Person

    def count(self, name: str) -> int:
        return self.call.plane.counters().get(name, 0)

    def attacker(self) -> Attacker:
        attacker = Attacker(("127.0.0.1", self.call.plane.port))
        self.call.stack.callback(attacker.sock.close)
        return attacker

    async def goes_on(self, packets: int = 15) -> None:
        """Wait for more sound and pictures both ways, and find that nothing was lost."""
        for person in (self.ada, self.bo):
            heard = person.hears().packets + packets
            await person.simulated.until(lambda p=person, n=heard: p.hears().packets >= n)
            seen = person.sees().packets + packets
            await person.simulated.until(lambda p=person, n=seen: p.sees().packets >= n)
        assert [p.simulated.lost() for p in (self.ada, self.bo)] == [0, 0]
        assert [p.events[0] for p in (self.ada, self.bo)] == [
            Connected(self.ada.id),
            Connected(self.bo.id),
        ]

    async def counted(self, name: str, at_least: int) -> None:
        """Wait until the server has worked its way through the attack."""
        async with asyncio.timeout(20):
            while self.count(name) < at_least:
                await self.goes_on(1)


@asynccontextmanager
async def quiet(caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    """Find that nothing was logged."""
    caplog.clear()
    with caplog.at_level(logging.INFO):
        yield
    assert caplog.records == []


@pytest.fixture
async def live(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Live]:
    async with quiet(caplog), calling(PythonPump) as call:
        ada, bo = await call.join("ada"), await call.join("bo")
        call.route()
        for person in (ada, bo):
            person.simulated.begin_media()
        live = Live(call, ada, bo)
        await live.goes_on()
        yield live
        await live.goes_on()


async def test_runts_from_a_stranger(live: Live) -> None:
    attacker = live.attacker()

    await attacker.spray(RUNTS)

    # Of 21 x 256: 4 x 20 + 44 x 13 + 64 x 12 too short, the empty ones, the rest by first byte.
    await live.counted("dropped-foreign", 20 * (256 - 4 - 44 - 64))
    await live.goes_on()
    assert live.count("dropped-runt") == 256 + 4 * 19 + 44 * 12 + 64 * 11
    assert live.count("dropped-stun-malformed") == 4
    assert live.count("dropped-dtls-from-stranger") == 44 * 8
    assert live.count("dropped-media-from-stranger") == 64 * 9
    assert attacker.listen() == 0


async def test_runts_from_a_participant(live: Live) -> None:
    carol = await live.call.join("carol")
    before = carol.simulated.counters["datagrams"]

    for n, data in enumerate(RUNTS):
        carol.simulated.send(data)
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await live.counted("dropped-foreign", 20 * (256 - 4 - 44 - 64))
    await live.goes_on()
    assert live.count("dropped-runt") == 256 + 4 * 19 + 44 * 12 + 64 * 11
    assert Lost(carol.id) not in carol.events
    assert carol.simulated.counters["datagrams"] - before < 200, "her own checks and feedback"


async def test_runts_while_someone_joins_do_not_keep_them_out(live: Live) -> None:
    attacker = live.attacker()
    carol = await live.call.prepare("carol")
    spraying = asyncio.create_task(attacker.spray(RUNTS * 3))

    for n, data in enumerate(RUNTS):
        carol.simulated.send(data)
        if n % CHUNK == 0:
            await asyncio.sleep(0)
    shaking = asyncio.create_task(carol.simulated.connected())
    await live.call.plane.accept(carol.id, carol.simulated.answer)
    for n, data in enumerate(RUNTS):
        carol.simulated.send(data)
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await shaking
    await carol.told(Connected(carol.id))
    await spraying
    assert attacker.listen() == 0


async def test_handshakes_and_alerts_of_strangers_race_against_a_join(live: Live) -> None:
    attacker = live.attacker()
    race = [part for n in range(200) for part in (client_hello(bytes([n]) * 32), FATAL_ALERT)]
    stop = asyncio.Event()

    async def spray() -> None:
        while not stop.is_set():
            await attacker.spray(race[:CHUNK])
            await asyncio.sleep(0)

    spraying = asyncio.create_task(spray())
    for n in range(10):
        await live.call.join(f"guest{n}")
    stop.set()
    await spraying

    await live.counted("dropped-dtls-from-stranger", 100)
    assert attacker.listen() == 0


async def test_forged_alerts_from_the_participants_own_address_are_not_believed(
    live: Live,
) -> None:
    carol = await live.call.prepare("carol")
    await carol.simulated.until(lambda: carol.simulated.counters["check-answered"] > 0)
    shaking = asyncio.create_task(carol.simulated.connected())
    for _ in range(20):
        carol.simulated.send(FATAL_ALERT)
        await asyncio.sleep(0)
    await live.call.plane.accept(carol.id, carol.simulated.answer)

    await shaking
    await carol.told(Connected(carol.id))
    assert live.count("dropped-dtls-plain-alert") == 20


async def test_media_from_a_stranger(live: Live) -> None:
    attacker = live.attacker()
    overheard = list(live.ada.simulated.sent_media)
    invented = [RNG.randbytes(12 + n) for n in range(200)]

    await attacker.spray(overheard)
    await attacker.spray(bytes([0x80]) + data[1:] for data in invented)

    await live.counted("dropped-media-from-stranger", len(overheard) + len(invented))
    assert attacker.listen() == 0


async def test_checks_that_prove_nothing_get_nothing(live: Live) -> None:
    attacker = live.attacker()
    offered = live.ada.simulated.offered
    wrong_ufrag = [binding_request("0" * 16, offered.password, rng=RNG) for _ in range(200)]
    wrong_password = [binding_request(offered.ufrag, "0" * 48, rng=RNG) for _ in range(50)]
    garbled = [
        data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        for data in [live.ada.simulated.sent_checks[0]]
        for at in range(len(data))
    ]

    for attack in (wrong_ufrag, wrong_password, garbled):
        await attacker.spray(attack)

    await live.counted("dropped-stun-unknown-ufrag", 200)
    await live.counted("dropped-stun-unauthentic", 50)
    assert attacker.listen() == 0


async def test_an_overheard_check_and_overheard_media_do_not_move_the_call(live: Live) -> None:
    attacker = live.attacker()
    checks = list(live.ada.simulated.sent_checks)
    assert checks

    for _ in range(20):
        await attacker.spray([*checks, *live.ada.simulated.sent_media, *checks])

    await live.counted("dropped-stun-replayed", 40 * len(checks))
    await live.counted("dropped-media-from-stranger", 100)
    await live.goes_on()
    assert attacker.listen() == 0


async def test_someone_who_knows_the_password_still_cannot_have_the_media(live: Live) -> None:
    attacker = live.attacker()
    offered = live.ada.simulated.offered
    for _ in range(10):
        await attacker.spray([binding_request(offered.ufrag, offered.password, rng=RNG)])
        await attacker.spray(list(live.ada.simulated.sent_media))
        await live.goes_on(2)

    await live.goes_on()
    answers = 10 * 96  # bytes; a success response is 92 to 96
    assert attacker.listen() <= answers, "answers to checks, no media"


async def test_a_participant_with_a_thousand_ssrcs_costs_only_themself(live: Live) -> None:
    eve = await live.call.join("eve")
    before = sum(live.call.plane.counters().values())
    for n in range(1000):
        packet = rtp(bytes(60), payload_type=111, ssrc=n + 1, seq=n, timestamp=n)
        eve.simulated.send_rtp([packet])
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await live.goes_on(30)
    assert sum(live.call.plane.counters().values()) - before > 1000


async def test_a_participant_at_many_times_their_rate_is_heard_at_most_twice_a_voice(
    live: Live,
) -> None:
    eve = await live.call.join("eve")
    live.call.route(among=[live.ada, live.bo, eve])
    for n in range(2000):
        eve.simulated.send_voice()
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await live.counted("dropped-too-fast", 500)
    await live.goes_on(30)


async def test_reports_that_do_not_authenticate_are_not_heeded(live: Live) -> None:
    attacker = live.attacker()
    slot = int.from_bytes(live.ada.simulated.sent_media[0][8:12])
    asks = [bytes.fromhex("81ce0002") + bytes(4) + slot.to_bytes(4) + bytes(20)] * 50
    goodbye = [bytes.fromhex("81cb0001") + slot.to_bytes(4) + bytes(20)] * 50
    before = live.count("key-frames-wanted")

    await attacker.spray(asks + goodbye)
    for data in asks + goodbye:
        live.ada.simulated.send(data)

    await live.counted("dropped-unauthentic", 50)
    await live.counted("dropped-media-from-stranger", 100)
    await live.goes_on()
    assert live.count("key-frames-wanted") == before
    assert attacker.listen() == 0


async def test_numbers_that_wrap_while_packets_are_lost(live: Live) -> None:
    eve = await live.call.prepare("eve")
    voice = eve.simulated.streams["0", None]
    voice.seq = 65_500
    shaking = asyncio.create_task(eve.simulated.connected())
    await live.call.plane.accept(eve.id, eve.simulated.answer)
    await shaking
    await eve.told(Connected(eve.id))
    before = live.count("dropped-unauthentic")
    for n in range(100):
        packet = voice.voice(n)
        if n == 0 or RNG.random() > 0.3:
            eve.simulated.send_rtp([packet])
        await asyncio.sleep(0)

    await live.goes_on()
    assert voice.seq < 100, "it has wrapped"
    assert live.count("dropped-unauthentic") == before


async def test_a_participants_packets_played_again_are_played_once(live: Live) -> None:
    for _ in range(10):
        for data in list(live.ada.simulated.sent_media):
            live.ada.simulated.send(data)
        await asyncio.sleep(0)

    await live.goes_on(30)
    assert live.bo.hears().packets <= live.ada.simulated.streams["0", None].sent


async def test_packets_garbled_on_the_way_are_dropped(live: Live) -> None:
    for data in list(live.ada.simulated.sent_media):
        for at in range(0, len(data), 7):
            live.ada.simulated.send(data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :])
        await asyncio.sleep(0)

    await live.goes_on(30)


def mutated(data: bytes) -> bytes:
    """Return `data` with a few bytes changed, lost or added."""
    changed = bytearray(data)
    for _ in range(RNG.randrange(1, 5)):
        at = RNG.randrange(len(changed) + 1)
        changed[at : at + RNG.randrange(3)] = RNG.randbytes(RNG.randrange(3))
    return bytes(changed)


async def test_mutated_traffic_of_all_kinds(live: Live) -> None:
    eve = await live.call.join("eve")
    attacker = live.attacker()
    real = [*live.ada.simulated.sent_media, *live.ada.simulated.sent_checks]
    real += [client_hello(RNG.randbytes(32)), FATAL_ALERT]
    attack = [mutated(RNG.choice(real)) for _ in range(3000)]

    await attacker.spray(attack)
    for n, data in enumerate(attack):
        eve.simulated.send(data)
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await live.counted("dropped-media-from-stranger", 1000)
    assert attacker.listen() == 0


async def test_a_participant_who_encrypts_nonsense_harms_only_themself(live: Live) -> None:
    eve = await live.call.join("eve")
    stream = eve.simulated.streams["1", "h"]
    sender_report = bytes.fromhex("80c80006") + stream.ssrc.to_bytes(4) + bytes(20)
    nack = bytes.fromhex("81cd0003") + bytes(8) + bytes.fromhex("0000ffff")
    remb = bytes.fromhex("8fce0005") + bytes(8) + b"REMB" + bytes.fromhex("0100ffff00000001")
    live.call.route(among=[live.ada, live.bo, eve])
    real = [p for n in range(20) for p in stream.frame(n, size=3000)]

    for n in range(2000):
        with suppress(pylibsrtp.Error):  # libsrtp will not encrypt everything
            eve.simulated.send_rtp([padded(mutated(RNG.choice(real)), 12)])
        report = padded(mutated(RNG.choice([sender_report, nack, remb])), 8)
        eve.simulated.send_rtcp(bytes([0x80 | report[0] & 0x1F, 192 + report[1] % 32]) + report[2:])
        if n % CHUNK == 0:
            await asyncio.sleep(0)

    await live.goes_on(30)
    assert live.count("rtcp-malformed") > 0


def padded(data: bytes, least: int) -> bytes:
    """Return `data` long enough, and marked as RTP, for SRTP to take it."""
    return bytes([0x80 | data[0] & 0x3F]) + data[1:].ljust(least - 1, b"\0")


async def test_a_foreign_fingerprint_ends_in_nothing(live: Live) -> None:
    mallory = await live.call.prepare("mallory")
    value = mallory.simulated.fingerprint.split()[1]
    foreign = mallory.simulated.answer.replace(value, ":".join(["AB"] * 32))
    await live.call.plane.accept(mallory.id, foreign)

    await mallory.simulated.connected()
    await mallory.told(Lost(mallory.id))

    assert mallory.simulated.received == {}


async def test_answers_that_do_not_fit_are_refused(live: Live) -> None:
    carol = await live.call.prepare("carol")
    text = carol.simulated.answer
    misfits = [
        "",
        "v=0\r\n" * 100_000,
        text * 3,
        text.replace("a=setup:active", "a=setup:passive"),
        text.replace("sha-256", "sha-1"),
        text.replace("a=mid:1\r\n", "a=mid:one\r\n"),
        "\0" * 60_000,
        text.replace("m=video", "m=application"),
    ]

    for misfit in misfits:
        with pytest.raises(AnswerRefused):
            await live.call.plane.accept(carol.id, misfit)
    await live.call.plane.accept(carol.id, text)
    await carol.simulated.connected()
    await carol.told(Connected(carol.id))

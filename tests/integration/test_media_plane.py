"""Promise: two people who answer our offer hear and see each other, and nobody else gets a packet.

Over real UDP on loopback, with real ICE checks, DTLS and SRTP, and the Python pump.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from ipaddress import ip_address
from random import SystemRandom

import pytest

from sfu.errors import AnswerRefused, EndpointUnknown
from sfu.events import Connected, Lost, Resumed, Silent
from sfu.ids import EndpointId, GateId, Layer, ScopeId, Source, TrackId
from sfu.plan import Plan
from sfu.plane import MediaPlane
from sfu.pump import Tapped, TrackFlowed
from sfu.python_pump import PythonPump
from tests.support.call import Call, Person, calling
from tests.support.checks import binding_request
from tests.support.offered import Offered
from tests.support.recording_pump import RecordingPump

FOREIGN_FINGERPRINT = ":".join(["AB"] * 32)


@pytest.fixture
async def call() -> AsyncIterator[Call]:
    async with calling(PythonPump) as made:
        yield made


async def two_talking(call: Call, layer: Layer = Layer.HIGH) -> tuple[Person, Person]:
    ada, bo = await call.join("ada"), await call.join("bo")
    call.route(layer)
    for person in (ada, bo):
        person.simulated.begin_media()
    return ada, bo


async def until_heard(person: Person, more: int = 20) -> None:
    """Wait until `more` further packets of the first audio slot have come."""
    goal = person.hears().packets + more
    await person.simulated.until(lambda: person.hears().packets >= goal)


async def test_two_people_hear_and_see_each_other(call: Call) -> None:
    ada, bo = await two_talking(call)

    for viewer, other in ((ada, bo), (bo, ada)):
        await until_heard(viewer)
        await viewer.simulated.until(lambda viewer=viewer: viewer.sees().packets > 50)
        name = other.simulated.name
        assert set(viewer.hears().senders) == {name}
        assert set(viewer.sees().senders) == {name}
        assert viewer.sees().key_frames > 0
        assert viewer.simulated.lost() == 0
        await viewer.told(TrackFlowed(TrackId(viewer.id, Source.CAMERA)))


@pytest.mark.parametrize("layer", list(Layer))
async def test_the_layer_of_the_plan_is_the_one_that_flows(call: Call, layer: Layer) -> None:
    ada, _ = await two_talking(call, layer)

    await ada.simulated.until(lambda: ada.sees().packets > 20)
    for _ in range(5):
        before = ada.sees().size
        await until_heard(ada)

    # 20 packets of voice are 0.4 s: 10 pictures of one, two or six packets.
    per_picture = (ada.sees().size - before) / 10
    expected = {Layer.LOW: 600, Layer.MIDDLE: 1750, Layer.HIGH: 6000}[layer]
    assert expected * 0.5 < per_picture < expected * 2


async def test_another_person_in_a_slot_begins_with_a_key_frame_asked_for_once(call: Call) -> None:
    ada, bo, cai = await call.join("ada"), await call.join("bo"), await call.join("cai")
    for person in call.people:
        person.simulated.begin_media(layers="h")
    call.route(among=[ada, bo])
    await ada.simulated.until(lambda: ada.sees().packets > 20)

    call.route(among=[ada, cai])
    await ada.simulated.until(lambda: cai.simulated.name in ada.sees().senders)
    await ada.simulated.until(lambda: ada.sees().senders[cai.simulated.name] > 20)

    assert cai.simulated.counters["pli"] == 1
    assert ada.simulated.lost() == 0, "the numbering of the slot goes on"


async def test_without_a_plan_nothing_flows(call: Call) -> None:
    ada, bo = await call.join("ada"), await call.join("bo")
    ada.simulated.begin_media()
    await bo.simulated.until(lambda: True)
    await ada.told(TrackFlowed(TrackId(ada.id, Source.MICROPHONE)))

    assert bo.simulated.received == {}


async def test_a_plan_that_takes_away_ends_the_flow(call: Call) -> None:
    ada, bo = await two_talking(call)
    await until_heard(bo)

    call.route(among=[])
    before = bo.hears().packets
    goal = ada.simulated.streams["0", None].sent + 20
    await _until_sent(ada, goal)

    assert bo.hears().packets - before <= 2, "what was under way"


async def test_a_foreign_certificate_gets_nothing(call: Call) -> None:
    ada = await call.join("ada")
    eve = await call.prepare("eve")
    value = eve.simulated.fingerprint.split()[1]
    await call.plane.accept(eve.id, eve.simulated.answer.replace(value, FOREIGN_FINGERPRINT))
    await eve.simulated.connected()
    await eve.told(Lost(eve.id))

    call.route(among=[ada, eve])
    ada.simulated.begin_media()
    eve.simulated.begin_media()
    await _until_sent(ada, 20)

    assert Connected(eve.id) not in eve.events
    assert eve.simulated.received == {}
    assert ada.simulated.received == {}
    assert call.plane.counters()["dropped-media-from-stranger"] > 0


async def test_another_network_is_followed_without_losing_the_call(call: Call) -> None:
    ada, bo = await two_talking(call)
    await until_heard(ada)
    was = ada.simulated.address

    ada.simulated.nominate = False  # Firefox nominates on its first check only
    ada.simulated.move()
    ada.simulated.check()
    await until_heard(ada)
    await until_heard(bo)

    assert ada.simulated.address != was
    assert bo.simulated.lost() <= 5, "what was sent between the move and the check"


async def test_a_check_from_elsewhere_moves_nothing_by_itself(call: Call) -> None:
    ada, bo = await two_talking(call)
    await until_heard(ada)
    offered = ada.simulated.offered
    elsewhere = ("192.0.2.9", 4000)

    for _ in range(3):
        check = binding_request(offered.ufrag, offered.password, rng=SystemRandom())
        call.plane.receive([(check, elsewhere)], time.monotonic())
        assert [address for _, address in call.plane.datagrams_to_send()].count(elsewhere) == 1
    await until_heard(ada, 50)

    assert ada.simulated.lost() == 0
    assert bo.simulated.lost() == 0


async def test_silence_is_told_and_forgiven(call: Call) -> None:
    ada = await call.join("ada")
    now = time.monotonic()

    call.plane.receive((), now + 9)
    assert Silent(ada.id) not in ada.events
    call.plane.receive((), now + 11)
    assert ada.events == [Connected(ada.id), Silent(ada.id)]

    ada.simulated.check()
    await ada.told(Resumed(ada.id))


async def test_after_thirty_seconds_of_silence_nothing_is_sent_any_more(call: Call) -> None:
    ada, bo = await two_talking(call)
    await until_heard(ada)
    ada.simulated.fall_silent()

    call.plane.receive((), time.monotonic() + 31)
    assert ada.events[-1] == Lost(ada.id)
    await bo.told(Lost(bo.id))
    before = ada.simulated.counters["datagrams"]
    await _until_sent(bo, bo.simulated.streams["0", None].sent + 20)

    assert ada.simulated.counters["datagrams"] - before <= 100, "what was under way"


async def test_a_browser_that_says_goodbye_is_lost_at_once(call: Call) -> None:
    ada = await call.join("ada")

    await ada.simulated.close()

    await ada.told(Lost(ada.id))


async def test_an_endpoint_that_was_closed_is_told_nothing_and_known_no_more(call: Call) -> None:
    ada = await call.join("ada")

    call.plane.close_endpoint(ada.id)
    call.plane.close_endpoint(ada.id)
    call.plane.receive((), time.monotonic() + 60)

    assert ada.events == [Connected(ada.id)]
    with pytest.raises(EndpointUnknown):
        await call.plane.accept(ada.id, ada.simulated.answer)
    with pytest.raises(EndpointUnknown):
        await call.plane.accept(EndpointId("nobody"), ada.simulated.answer)


async def test_there_is_one_answer(call: Call) -> None:
    ada = await call.prepare("ada")
    with pytest.raises(AnswerRefused):
        await call.plane.accept(ada.id, "v=0")

    await call.plane.accept(ada.id, ada.simulated.answer)

    with pytest.raises(AnswerRefused):
        await call.plane.accept(ada.id, ada.simulated.answer)
    await ada.simulated.connected()
    await ada.told(Connected(ada.id))


async def test_the_hello_may_come_before_the_answer(call: Call) -> None:
    ada = await call.prepare("ada")
    shaking = asyncio.create_task(ada.simulated.connected())
    await ada.simulated.until(lambda: ada.simulated.counters["check-answered"] > 0)

    await call.plane.accept(ada.id, ada.simulated.answer)
    await shaking

    await ada.told(Connected(ada.id))


async def test_the_path_may_change_in_the_middle_of_the_handshake(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await call.prepare("ada")
    await call.plane.accept(ada.id, ada.simulated.answer)
    send, flights = ada.simulated.send, 0

    def send_the_second_flight_from_elsewhere(data: bytes) -> None:
        nonlocal flights
        if 20 <= data[0] <= 63:
            flights += 1
            if flights == 2:
                ada.simulated.move()
                ada.simulated.check()
        send(data)

    monkeypatch.setattr(ada.simulated, "send", send_the_second_flight_from_elsewhere)
    await ada.simulated.connected()

    await ada.told(Connected(ada.id))
    assert flights > 1


async def test_ipv6_alone_is_enough() -> None:
    async with calling(PythonPump, host="::1") as call:
        ada, _ = await two_talking(call)
        await until_heard(ada)


async def test_both_families_meet_at_one_port_and_may_change_from_one_to_the_other() -> None:
    async with calling(PythonPump, host="::", advertise=["::1", "127.0.0.1"]) as call:
        ada = await call.join("ada", reached="::1")
        bo = await call.join("bo", reached="127.0.0.1")
        call.route()
        for person in (ada, bo):
            person.simulated.begin_media()
        for person in (ada, bo):
            await until_heard(person)

        bo.simulated.move("::1")
        bo.simulated.check()
        for person in (ada, bo):
            await until_heard(person)

        assert {ada.simulated.address[0], bo.simulated.address[0]} == {"::1"}
        assert call.plane.counters()["dropped-send-failed"] == 0


async def test_every_address_is_offered_in_the_order_of_preference_for_udp_and_tcp() -> None:
    told = ["2001:db8::7", "203.0.113.7", "[2001:db8::8]:40000", "203.0.113.8:40000"]
    async with MediaPlane.open(
        host="127.0.0.1",
        port=0,
        tcp_port=0,
        advertise=told,
        pump=PythonPump(),
        rng=SystemRandom(),
    ) as plane:
        offered = Offered.read(plane.prepare(ScopeId("any"), 2, lambda _: None).offer)

    elsewhere = [("2001:db8::8", 40000), ("203.0.113.8", 40000)]
    hosts = ["2001:db8::7", "203.0.113.7"]
    assert list(offered.candidates) == [*((host, plane.port) for host in hosts), *elsewhere]
    assert list(offered.connections) == [*((host, plane.tcp_port) for host in hosts), *elsewhere]


async def test_closing_leaves_nothing_behind() -> None:
    before = asyncio.all_tasks()
    async with calling(PythonPump) as call:
        ada, _ = await two_talking(call)
        await call.prepare("late")
        await until_heard(ada)

    assert asyncio.all_tasks() == before


@pytest.mark.parametrize(
    ("host", "advertise", "expected"),
    [
        ("0.0.0.0", [], "127.0.0.1"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("::", [], "127.0.0.1"),
        ("::", [], "::1"),
        ("::1", [], "::1"),
        ("127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
    ],
)
async def test_what_is_advertised_is_where_it_can_be_reached(
    host: str, advertise: list[str], expected: str
) -> None:
    async with MediaPlane.open(
        host=host, port=0, advertise=advertise, pump=PythonPump(), rng=SystemRandom()
    ) as plane:
        offer = plane.prepare(ScopeId("any"), 2, lambda _: None).offer

    assert f" {expected} {plane.port} typ host" in offer
    assert ip_address(host).is_unspecified or offer.count("a=candidate:") == 1


async def test_the_pump_is_told_in_the_order_of_proof() -> None:
    pump = RecordingPump()
    async with calling(lambda: pump) as call:
        ada = await call.join("ada")
        address = ada.simulated.address
        plan = Plan(call.scope, 7)
        call.plane.apply(plan)
        call.plane.shut(GateId("main"))
        assert call.plane.voices() == {}
        call.plane.close_endpoint(ada.id)

    shape = ada.prepared.shape
    said = {line.mid for line in shape.sends if line.source.kind == "audio"}
    heard = {line.mid for line in shape.slots if line.kind == "audio"}
    assert pump.calls == [
        ("admit", call.scope, ada.id, shape),
        ("agree", ada.id, said | heard),
        ("bind", address, ada.id),
        ("aim", ada.id, address),
        ("secure", ada.id),
        ("apply", plan),
        ("shut", GateId("main")),
        ("unbind", address),
        ("close", ada.id),
    ]


async def test_a_packet_tapped_for_nobody_goes_nowhere_and_is_counted() -> None:
    pump = RecordingPump()
    async with calling(lambda: pump) as call:
        ada = await call.join("ada")
        track = TrackId(ada.id, Source.MICROPHONE)
        pump.events.append(Tapped(track, GateId("main"), b"plain", 1.0))
        call.plane.receive((), time.monotonic())

        assert call.plane.counters()["dropped-tapped-for-nobody"] == 1
        assert ada.events == [Connected(ada.id)]


async def _until_sent(person: Person, goal: int) -> None:
    """Wait until a person has said so much."""
    voice = person.simulated.streams["0", None]
    await person.simulated.until(lambda: voice.sent >= goal)

"""Promise: who can only connect by TCP hears and sees as everybody does, and costs nobody anything.

Over real TCP on loopback, with real ICE checks, DTLS and SRTP, beside people on UDP.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from random import SystemRandom

import pytest

from sfu import tcp
from sfu.events import Lost
from sfu.ids import ScopeId
from sfu.plane import MediaPlane
from sfu.python_pump import PythonPump
from tests.support.call import Call, Person, calling


@pytest.fixture
async def call() -> AsyncIterator[Call]:
    async with calling(PythonPump, tcp_port=0) as made:
        yield made


async def until_heard(person: Person, more: int = 20) -> None:
    goal = person.hears().packets + more
    await person.simulated.until(lambda: person.hears().packets >= goal)


async def until_counted(call: Call, name: str, beside: Person) -> None:
    """Wait for the plane to count something, while somebody hears."""
    async with asyncio.timeout(10):
        while not call.plane.counters()[name]:
            await until_heard(beside, 1)


async def talking(call: Call, *, both_by_tcp: bool = False) -> list[Person]:
    await call.join("ada", by_tcp=True)
    await call.join("bo", by_tcp=both_by_tcp)
    call.route()
    for person in call.people:
        person.simulated.begin_media()
    return call.people


@pytest.mark.parametrize("connected", [1, 2])
async def test_they_hear_and_see_each_other_and_lose_nothing(call: Call, connected: int) -> None:
    ada, bo = await talking(call, both_by_tcp=connected == 2)

    for viewer, other in ((ada, bo), (bo, ada)):
        await until_heard(viewer)
        await viewer.simulated.until(lambda viewer=viewer: viewer.sees().packets > 50)
        assert set(viewer.hears().senders) == {other.simulated.name}
        assert set(viewer.sees().senders) == {other.simulated.name}
        assert viewer.simulated.lost() == 0
    assert call.plane.paths() == {"udp": 2 - connected, "tcp": connected}
    assert call.plane.counters()["tcp-proven"] == connected


async def test_both_families_connect_to_one_port() -> None:
    here = ["::1", "127.0.0.1"]
    async with calling(PythonPump, host="::", advertise=here, tcp_port=0) as call:
        for reached in here:
            await call.join(reached, by_tcp=True, reached=reached)
        call.route()
        for person in call.people:
            person.simulated.begin_media()
        for person in call.people:
            await until_heard(person)

        assert call.plane.paths() == {"udp": 0, "tcp": 2}


async def test_a_connection_that_was_cut_is_followed_by_a_new_one(call: Call) -> None:
    ada, bo = await talking(call)
    await until_heard(ada)

    ada.simulated.nominate = False
    ada.simulated.move()
    ada.simulated.check()
    await until_heard(ada)
    await until_heard(bo)

    assert call.plane.paths() == {"udp": 1, "tcp": 1}
    assert call.plane.counters()["tcp-proven"] == 2


async def test_media_may_follow_the_first_check_on_its_heels(call: Call) -> None:
    ada, bo = await talking(call)
    await until_heard(ada)

    ada.simulated.move()
    ada.simulated.check()
    for _ in range(5):  # Several times what a stranger may say.
        ada.simulated.send_frames("h")
    await until_heard(ada)
    await until_heard(bo)

    assert call.plane.counters()["tcp-closed-stranger-too-much"] == 0


async def test_the_connection_of_who_has_left_is_closed(call: Call) -> None:
    ada, _ = await talking(call)
    await until_heard(ada)

    call.plane.close_endpoint(ada.id)
    await ada.simulated.until(lambda: ada.simulated.hung_up)

    assert call.plane.counters()["tcp-closed-path-ended"] == 1


async def test_a_goodbye_arrives_by_tcp_too(call: Call) -> None:
    ada = await call.join("ada", by_tcp=True)

    await ada.simulated.close()

    await ada.told(Lost(ada.id))


async def test_a_slow_reader_loses_pictures_before_voices_and_nobody_else_anything(
    call: Call,
) -> None:
    ada, bo = await call.join("ada", by_tcp=True), await call.join("bo")
    cai = await call.join("cai")
    call.route()
    for person in call.people:
        person.simulated.begin_media()
    await until_heard(ada)

    ada.simulated.stop_reading()
    for _ in range(2000):  # The kernel takes megabytes for a reader on the same machine.
        if call.plane.counters()["dropped-tcp-video"]:
            break
        bo.simulated.send_frames("h")
        await until_heard(cai, 1)
    await until_heard(cai, 50)
    await until_heard(bo, 50)

    counters = call.plane.counters()
    assert counters["dropped-tcp-video"] > 0
    assert counters["dropped-tcp-voice"] == 0
    assert bo.simulated.lost() == cai.simulated.lost() == 0

    ada.simulated.read_on()
    await until_heard(ada)


async def test_without_the_port_there_is_no_candidate_and_nobody_listens() -> None:
    async with calling(PythonPump) as call:
        ada = await call.prepare("ada")
        assert call.plane.tcp_port is None
        assert ada.simulated.offered.connections == ()
        assert call.plane.counters()["tcp-accepted"] == 0


async def test_a_port_in_use_leaves_none_of_the_two_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.socket(type=2) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        with pytest.raises(OSError, match="in use"):
            await _open_and_close(port, taken.getsockname()[1])
    await _open_and_close(port, None)


async def test_closing_leaves_nothing_behind() -> None:
    before = asyncio.all_tasks()
    async with calling(PythonPump, tcp_port=0) as call:
        ada, _ = await talking(call)
        await until_heard(ada)
        number = call.plane.tcp_port
        assert number is not None

    assert asyncio.all_tasks() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", number), timeout=1)


async def test_accepting_goes_on_after_it_has_failed(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tcp, "SWEPT_EVERY", 0.01)
    port = call.plane._ports.tcp
    assert port is not None
    greet = port._greet
    failures = iter([OSError(24, "Too many open files")])

    def fail_once(*arrived: object) -> None:
        for failure in failures:
            arrived[0].close()  # type: ignore[attr-defined]
            raise failure
        greet(*arrived)  # type: ignore[arg-type]

    _, bo = await talking(call)
    await until_heard(bo)
    monkeypatch.setattr(port, "_greet", fail_once)
    with socket.create_connection(("127.0.0.1", port.number)):
        await until_counted(call, "tcp-accept-failed", bo)
        cai = await call.join("cai", by_tcp=True)
        assert cai.simulated.counters["check-answered"] > 0


async def _open_and_close(port: int, tcp_port: int | None) -> None:
    async with MediaPlane.open(
        host="127.0.0.1",
        port=port,
        tcp_port=tcp_port,
        advertise=[],
        pump=PythonPump(),
        rng=SystemRandom(),
    ) as plane:
        assert plane.prepare(ScopeId("any"), 2, lambda _: None).offer

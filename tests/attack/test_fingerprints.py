"""Certificates: who shows another than the answer names is lost, and never sent a packet."""

import pytest

from sfu.errors import AnswerRefused
from sfu.events import Connected, Lost
from tests.support.siege import Live


async def test_a_foreign_fingerprint_ends_in_nothing(live: Live) -> None:
    mallory = await live.call.prepare("mallory")
    value = mallory.simulated.fingerprint.split()[1]
    foreign = mallory.simulated.answer.replace(value, ":".join(["AB"] * 32))
    await live.call.plane.accept(mallory.id, foreign)

    await mallory.simulated.connected()
    await mallory.told(Lost(mallory.id))

    live.call.people.append(mallory)
    live.call.route()
    await live.goes_on(30)
    assert mallory.simulated.received == {}
    assert live.count("handshakes-done") == 2


async def test_a_weak_digest_is_refused(live: Live) -> None:
    mallory = await live.call.prepare("mallory")

    with pytest.raises(AnswerRefused):
        await live.call.plane.accept(
            mallory.id, mallory.simulated.answer.replace("sha-256", "sha-1")
        )


async def test_a_second_answer_names_nobody_else(live: Live) -> None:
    value = live.ada.simulated.fingerprint.split()[1]
    foreign = live.ada.simulated.answer.replace(value, ":".join(["AB"] * 32))

    with pytest.raises(AnswerRefused):
        await live.call.plane.accept(live.ada.id, foreign)

    await live.goes_on()
    assert Connected(live.ada.id) in live.ada.events

"""A viewer's link becomes narrow: voices go on, pictures give way and come back, nobody else feels it."""

import pytest

from tests.sim.squeezed import OPEN, Squeezed


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("rate", [300_000, 150_000])
def test_voices_outlive_a_squeeze_and_pictures_come_back(rate: float, seed: int) -> None:
    room = Squeezed(seed=seed)
    room.run(4)
    before = room.seeing(room.now - 2)
    assert before > 2e6

    room.link.become(rate=rate)
    room.run(2)
    assert room.link.sent(room.now - 0.5) <= rate, "two seconds later what is sent fits"
    room.run(10)
    assert room.seeing(room.now - 5) <= rate

    room.link.become(rate=OPEN)
    room.run(10)
    assert room.seeing(room.now - 1) > 0.9 * before

    assert room.voices_lost() <= 0.02, "one percent of a minute, and this is half of one"
    assert room.affected() == 0


def test_on_a_wide_link_nothing_is_held_back() -> None:
    room = Squeezed(seed=3)
    room.run(5)
    counters = room.pump.counters()
    assert counters["layers-lowered"] == counters["probes"] == counters["padding-sent"] == 0


def test_loss_by_chance_takes_no_picture_away() -> None:
    room = Squeezed(seed=4)
    room.run(3)
    before, lowered = room.seeing(room.now - 1), room.pump.counters()["layers-lowered"]

    room.link.become(loss=0.15)
    room.run(6)
    assert room.seeing(room.now - 5) > 0.9 * before, "what is lost is sent again"
    assert room.pump.counters()["layers-lowered"] == lowered
    assert room.affected() == 0


def test_a_squeeze_is_obeyed_beside_loss_by_chance() -> None:
    room = Squeezed(seed=6)
    room.run(2)
    room.link.become(loss=0.15)
    room.link.become(rate=300_000)
    room.run(2)
    assert room.link.sent(room.now - 0.5) <= 300_000


def test_a_link_with_hardly_a_queue_is_not_overrun() -> None:
    room = Squeezed(seed=7)
    room.link.become(queue=6000)
    room.run(2)
    room.link.become(rate=1_000_000)
    room.run(4)
    assert room.link.sent(room.now - 2) <= 1.2 * 1_000_000, "but for probes"


def test_the_same_seed_is_the_same_transcript() -> None:
    def transcript() -> tuple[list[tuple[float, int]], dict[str, int]]:
        room = Squeezed(seed=5)
        room.run(1)
        room.link.become(rate=300_000)
        room.run(3)
        return room.got, dict(room.pump.counters())

    assert transcript() == transcript()

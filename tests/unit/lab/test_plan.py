"""A plan says at every moment how a network is, and can be written down in a line."""

import pytest

from tests.lab.plan import Plan, Step

SQUEEZE = Plan.of(
    Step(rate=5e6, delay=0.02), Step(at=10, rate=300e3, loss=0.1), Step(at=40, blocked=True)
)


def test_a_step_holds_until_the_next_one() -> None:
    assert [SQUEEZE.at(t).rate for t in (0, 9.9, 10, 39)] == [5e6, 5e6, 300e3, 300e3]
    assert SQUEEZE.at(1000).blocked


def test_before_the_first_step_the_network_is_perfect() -> None:
    assert Plan.of(Step(at=5, loss=1)).at(4) == Step()


def test_a_plan_can_be_told_in_a_line() -> None:
    told = "rate=5M delay=20ms; 10 rate=300k loss=10%; 40s blocked"
    assert Plan.read(told) == SQUEEZE


def test_every_word_of_a_step_can_be_told() -> None:
    told = "1.5 rate=64000 queue=9k delay=0.1 jitter=30ms loss=0.5 reorder=2% duplicate=1%"
    assert Plan.read(told).steps == (
        Step(
            at=1.5,
            rate=64e3,
            queue=9000,
            delay=0.1,
            jitter=0.03,
            loss=0.5,
            reorder=0.02,
            duplicate=0.01,
        ),
    )


@pytest.mark.parametrize(
    "told", ["rate=0", "loss=101%", "speed=5M", "rate=much", "delay=-1s", "9; 5 blocked"]
)
def test_what_is_no_plan_is_refused(told: str) -> None:
    with pytest.raises(ValueError):
        Plan.read(told)

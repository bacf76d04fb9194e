"""Protection begins soon after loss is told, not by a few lost packets, and ends after a calm."""

from itertools import pairwise
from random import Random

import pytest

from sfu.protection import CALM, MUCH, TOLD_LEAST, Protection

EVERY = 0.06  # seconds between two feedbacks


def tell(protection: Protection, share: float, seconds: float, *, each: int = 3) -> list[bool]:
    """Tell of `each` packets in a feedback, of which so many got lost; return what was needed."""
    rng, needed = Random(share), []
    for n in range(round(seconds / EVERY)):
        lost = sum(rng.random() < share for _ in range(each))
        protection.told(each, lost, n * EVERY)
        needed.append(protection.is_needed)
    return needed


def test_before_anything_is_told_none_is_needed() -> None:
    protection = Protection()
    protection.told(0, 0, 1.0)

    assert not protection.is_needed
    assert protection.missed(0) == 0


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_a_bad_link_is_known_within_half_a_second_of_one_voice(share: float) -> None:
    assert tell(Protection(), share, 0.5)[-1]


@pytest.mark.parametrize(("share", "seconds"), [(0.1, 2.0), (0.3, 0.6)])
def test_a_link_that_turns_bad_is_soon_known(share: float, seconds: float) -> None:
    protection = Protection()
    tell(protection, 0, 60)

    assert tell(protection, share, seconds)[-1]


def test_a_good_link_needs_none() -> None:
    assert not any(tell(Protection(), 0.002, 600))


def test_few_packets_tell_nothing() -> None:
    protection = Protection()
    protection.told(TOLD_LEAST - 1, TOLD_LEAST - 1, 1.0)
    assert not protection.is_needed

    protection.told(1, 1, 1.1)
    assert protection.is_needed


def test_it_ends_when_it_was_calm_for_a_while() -> None:
    protection = Protection()
    tell(protection, 0.2, 5)
    needed = tell(protection, 0, CALM + 20)

    assert all(needed[: round(CALM / EVERY)])
    assert not needed[-1]


def test_a_loss_at_the_edge_does_not_turn_it_on_and_off() -> None:
    needed = tell(Protection(), MUCH, 300)

    assert sum(a != b for a, b in pairwise(needed)) == 1


def test_what_is_missed_is_what_gets_lost_with_all_its_copies() -> None:
    protection = Protection()
    protection.told(1000, 300, 1.0)

    assert protection.missed(0) == pytest.approx(0.3)
    assert protection.missed(2) == pytest.approx(0.027)

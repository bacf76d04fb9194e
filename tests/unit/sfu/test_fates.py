"""Losses are blamed on what is sent only where they fall upon what is sent in a crowd."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sfu.departures import Told
from sfu.fates import LEAST, WINDOW, Fates


def second(
    fates: Fates, *, alone: float, crowded: float, seed: int = 1, begin: float = 0.0
) -> None:
    """Send for a second a voice each 20 ms, and each 40 ms a frame of six packets."""
    rng = Random(seed)
    for n in range(50):
        now = begin + n * 0.02
        fates.take([Told(now, None if rng.random() < alone else now, 100)])
        for packet in range(0 if n % 2 else 6):
            lost = rng.random() < (crowded if packet > 2 else alone)
            fates.take([Told(now + 0.01, None if lost else now, 1100)])


def test_what_is_lost_alike_is_lost_anyway() -> None:
    shares = []
    for seed in range(40):
        fates = Fates()
        second(fates, alone=0.15, crowded=0.15, seed=seed)
        assert not fates.grows
        shares.append(fates.anyway)
    assert abs(sum(shares) / len(shares) - 0.15) < 0.04


def test_the_tails_of_frames_tell_of_too_much() -> None:
    for seed in range(40):
        fates = Fates()
        second(fates, alone=0.02, crowded=0.5, seed=seed)
        assert fates.grows
        assert fates.blamed > 0.1


def test_with_few_packets_nothing_is_said() -> None:
    fates = Fates()
    for n in range(LEAST - 1):
        fates.take([Told(n * 0.01, None, 1000)])
    assert (fates.lost, fates.anyway, fates.grows) == (0.0, 0.0, False)


def test_only_the_last_second_counts_and_what_had_its_effect_is_forgotten() -> None:
    fates = Fates()
    second(fates, alone=1.0, crowded=1.0)
    second(fates, alone=0.0, crowded=0.0, begin=1 + WINDOW)
    assert fates.lost == 0.0
    second(fates, alone=1.0, crowded=1.0, begin=3 + WINDOW)
    fates.forget()
    assert fates.lost == 0.0


fates_of_packets = st.builds(
    Told, st.floats(0, 1e6), st.none() | st.just(1.0), st.integers(0, 1500)
)


@given(st.lists(st.lists(fates_of_packets, max_size=60), max_size=8))
def test_whatever_is_told_shares_are_shares(reports: list[list[Told]]) -> None:
    fates = Fates()
    for told in reports:
        fates.take(told)
        assert 0 <= fates.anyway <= fates.lost <= 1
        assert fates.grows in {True, False}

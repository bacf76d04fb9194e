"""One address has its share of sockets and joins; others never pay for it; nothing is kept for long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.bucket import SECOND
from signaling.errors import TooFast, TooManySockets
from signaling.turnstile import Turnstile

HERE, THERE = "8.8.8.8", "9.9.9.9"


class Clock:
    def __init__(self) -> None:
        self.now = 1

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_so_many_come_in_a_minute_and_then_again(clock: Clock) -> None:
    turnstile = Turnstile(sockets=1, joins=3, clock=clock)
    for _ in range(3):
        turnstile.come(HERE)

    with pytest.raises(TooFast):
        turnstile.come(HERE)
    turnstile.come(THERE)
    clock.now += 20 * SECOND
    turnstile.come(HERE)
    with pytest.raises(TooFast):
        turnstile.come(HERE)


def test_a_socket_that_closed_makes_room_for_another(clock: Clock) -> None:
    turnstile = Turnstile(sockets=2, joins=9, clock=clock)
    with turnstile.holding(HERE), turnstile.holding(THERE):
        with turnstile.holding(HERE), pytest.raises(TooManySockets), turnstile.holding(HERE):
            pass
        with turnstile.holding(HERE):
            pass


def test_nobody_in_particular_is_not_counted(clock: Clock) -> None:
    turnstile = Turnstile(sockets=1, joins=1, clock=clock)
    for _ in range(5):
        turnstile.come(None)
    with turnstile.holding(None), turnstile.holding(None):
        assert len(turnstile) == 0


def test_an_address_is_forgotten_once_it_says_nothing_any_more(clock: Clock) -> None:
    turnstile = Turnstile(sockets=1, joins=9, clock=clock)
    turnstile.come(HERE)
    with turnstile.holding(THERE):
        clock.now += 120 * SECOND
        turnstile.come("1.1.1.1")
        assert len(turnstile) == 2, "the one that has a socket, and the newest"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30)), max_size=120))
def test_no_address_ever_gets_more_than_its_share(steps: list[tuple[str, int]]) -> None:
    clock = Clock()
    turnstile = Turnstile(sockets=1, joins=4, clock=clock)
    came: dict[str, list[int]] = {"a": [], "b": [], "c": []}
    for who, seconds in steps:
        clock.now += seconds * SECOND
        try:
            turnstile.come(who)
        except TooFast:
            recent = [at for at in came[who] if at > clock.now - 60 * SECOND]
            assert len(recent) >= 3, "who is refused has had their share"
        else:
            came[who].append(clock.now)
            recent = [at for at in came[who] if at > clock.now - 60 * SECOND]
            assert len(recent) <= 8, "a full bucket, and what drips into it meanwhile"

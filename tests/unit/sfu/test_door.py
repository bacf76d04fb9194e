"""Promise: strangers are few, brief and of few words; who has proven themselves is left alone."""

from hypothesis import given
from hypothesis import strategies as st

from sfu import door
from sfu.door import CONNECTIONS_MOST, PATIENCE, STRANGERS_MOST, STRANGERS_OF_ONE_HOST, Door


def host(n: int) -> str:
    return f"192.0.{n // 256}.{n % 256}"


def test_a_stranger_has_a_little_time() -> None:
    entrance = Door()
    entrance.come(1, host(1), 100.0)
    entrance.come(2, host(1), 101.0)

    assert entrance.late(100.0 + PATIENCE - 0.01) == []
    assert entrance.late(100.0 + PATIENCE) == [1]


def test_a_stranger_has_few_words_and_a_guest_as_many_as_they_like() -> None:
    entrance = Door()
    entrance.come(1, host(1), 0.0)
    assert entrance.hear(1, door.WORDS_MOST - 1)
    assert not entrance.hear(1, 1)

    entrance.prove(1)

    assert entrance.hear(1, 1_000_000)
    assert entrance.late(1e9) == []


def test_of_one_host_the_longest_stranger_goes_first_and_others_stay() -> None:
    entrance = Door()
    entrance.come(0, host(9), 0.0)
    for n in range(1, STRANGERS_OF_ONE_HOST + 1):
        assert entrance.come(n, host(1), 0.0) is None

    assert entrance.come(1000, host(1), 0.0) == 1
    assert entrance.is_stranger(0)
    assert not entrance.is_stranger(1)


def test_of_all_hosts_the_longest_stranger_goes_first() -> None:
    entrance = Door()
    for n in range(STRANGERS_MOST):
        assert entrance.come(n, host(n), 0.0) is None

    assert entrance.come(5000, host(5000), 0.0) == 0


def test_guests_are_never_pushed_out() -> None:
    entrance = Door()
    entrance.come(1, host(1), 0.0)
    entrance.prove(1)

    for n in range(2, 2 + 2 * STRANGERS_MOST):
        assert entrance.come(n, host(1), 0.0) != 1
    assert entrance.proven == 1


def test_one_link_of_ipv6_is_one_host() -> None:
    entrance = Door()
    for n in range(STRANGERS_OF_ONE_HOST):
        assert entrance.come(n, f"2001:db8:0:7::{n + 1:x}", 0.0) is None

    assert entrance.come(100, "2001:db8:0:8::1", 0.0) is None
    assert entrance.come(101, "2001:db8:0:7:ffff::1", 0.0) == 0


def test_it_is_full_of_guests_at_last() -> None:
    entrance = Door()
    for n in range(CONNECTIONS_MOST):
        assert not entrance.full
        entrance.come(n, host(n), 0.0)
        entrance.prove(n)
    assert entrance.full
    entrance.leave(0)
    entrance.leave(0)
    assert not entrance.full


@given(st.lists(st.tuples(st.sampled_from(["come", "prove", "leave"]), st.integers(0, 400))))
def test_the_bounds_hold_whatever_happens(steps: list[tuple[str, int]]) -> None:
    entrance = Door()
    serial, here = 0, set[int]()
    for what, n in steps * 4:
        if what == "come":
            serial += 1
            here.add(serial)
            here.discard(entrance.come(serial, host(n % 20), 0.0) or 0)
        elif what == "prove" and n in here:
            entrance.prove(n)
        elif what == "leave":
            entrance.leave(n)
            here.discard(n)
        strangers = [one for one in here if entrance.is_stranger(one)]
        assert len(strangers) <= STRANGERS_MOST
        assert sorted(entrance.late(PATIENCE)) == sorted(strangers)
        assert entrance.proven == len(here) - len(strangers)

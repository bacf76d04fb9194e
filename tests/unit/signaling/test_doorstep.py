"""The doorstep: who waits is few, of one address and in all, and who waited longest goes first."""

from hypothesis import given
from hypothesis import strategies as st

from signaling import doorstep
from signaling.doorstep import WAITING_MOST, WAITING_OF_ONE, Doorstep, network_of


def test_as_many_of_one_address_may_wait_and_no_more() -> None:
    step = Doorstep()

    assert [step.come(n, "a") for n in range(WAITING_OF_ONE)] == [None] * WAITING_OF_ONE
    assert step.come(1000, "a") == 0, "who came first"
    assert step.come(1001, "b") is None, "another address has its own"
    assert len(step) == WAITING_OF_ONE + 1


def test_so_it_is_for_all_addresses_together() -> None:
    step = Doorstep()

    for n in range(WAITING_MOST):
        assert step.come(n, str(n)) is None
    assert step.come(WAITING_MOST, "new") == 0
    assert len(step) == WAITING_MOST


def test_who_asked_and_waits_again_is_the_newest() -> None:
    step = Doorstep()
    for n in range(WAITING_OF_ONE):
        step.come(n, "a")

    step.leave(0)
    step.come(0, "a")

    assert step.come(1000, "a") == 1


def test_leaving_twice_is_harmless() -> None:
    step = Doorstep()
    step.come(1, "a")

    step.leave(1)
    step.leave(1)

    assert len(step) == 0


def test_an_ipv6_link_is_one_address() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1")
    assert network_of("2001:db8:0:1::1") != network_of("2001:db8::1")
    assert network_of("fe80::1%eth0") == network_of("fe80::2%eth0")
    assert network_of("192.0.2.1") != network_of("192.0.2.2")
    assert network_of("") == ""


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30), st.sampled_from("abc"))))
def test_whatever_happens_it_stays_within_its_bounds(
    steps: list[tuple[bool, int, str]],
) -> None:
    step, model = Doorstep(), dict[int, str]()
    for comes, serial, network in steps:
        step.leave(serial)
        model.pop(serial, None)
        if comes:
            assert step.come(serial, network) is None
            model[serial] = network
        assert len(step) == len(model)
    assert doorstep.WAITING_OF_ONE < doorstep.WAITING_MOST

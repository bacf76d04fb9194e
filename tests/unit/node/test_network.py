"""A network is called weak, and good again, only when it has been so for a while."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from node.network import GOOD, GOOD_LOOKS, WEAK, WEAK_LOOKS, Network, look
from rooms.ids import ParticipantId

ADA, BIRCH = ParticipantId("ada"), ParticipantId("birch")
BOTH = {ADA, BIRCH}


def after(losses: Sequence[float | None], network: Network | None = None) -> Network:
    """Look at Ada again and again; None tells nothing."""
    network = network or Network()
    for loss in losses:
        network = look(network, {} if loss is None else {ADA: loss}, BOTH)
    return network


def test_a_burst_is_no_weak_network() -> None:
    assert after([0.5] * (WEAK_LOOKS - 1) + [0.0, 0.5]).weak == frozenset()


def test_who_loses_much_for_a_while_is_weak_and_nobody_else() -> None:
    assert after([0.2] * WEAK_LOOKS).weak == {ADA}


def test_between_the_two_marks_everybody_stays_what_they_are() -> None:
    between = [(GOOD + WEAK) / 2] * 10
    assert after(between).weak == frozenset()
    assert after(between, after([0.2] * WEAK_LOOKS)).weak == {ADA}


def test_it_takes_longer_to_be_good_again() -> None:
    weak = after([0.2] * WEAK_LOOKS)
    assert after([0.0] * (GOOD_LOOKS - 1), weak).weak == {ADA}
    assert after([0.0] * GOOD_LOOKS, weak).weak == frozenset()


def test_a_look_that_tells_nothing_changes_nothing() -> None:
    assert after([0.2, None, None, 0.2]).weak == {ADA}


def test_whoever_is_gone_is_forgotten() -> None:
    assert look(after([0.2] * WEAK_LOOKS), {}, {BIRCH}) == Network()


@given(st.lists(st.floats(0, 1) | st.none(), max_size=60))
def test_nobody_changes_more_often_than_every_few_looks(losses: list[float | None]) -> None:
    network, changed = Network(), [-WEAK_LOOKS]
    for number, loss in enumerate(losses):
        before, network = network, after([loss], network)
        assert all(0 < count < max(WEAK_LOOKS, GOOD_LOOKS) for count in network.runs.values())
        if before.weak != network.weak:
            assert number - changed[-1] >= WEAK_LOOKS
            changed.append(number)

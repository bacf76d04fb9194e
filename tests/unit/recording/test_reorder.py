"""Packets come out in their order, each once, and what is missing is counted before the next."""

from hypothesis import given
from hypothesis import strategies as st

from recording.reorder import MOST, WAIT, Ordered, Reorder


def feed(window: Reorder[int], numbers: list[int], at: float = 0.0) -> list[Ordered[int]]:
    return [each for n in numbers for each in window.put(n & 0xFFFF, n, at)]


@given(st.integers(0, 0xFFFF), st.integers(1, 300))
def test_what_comes_in_order_is_not_held_also_where_numbers_wrap(first: int, count: int) -> None:
    window: Reorder[int] = Reorder()
    for n in range(first, first + count):
        assert list(window.put(n & 0xFFFF, n, 0.0)) == [Ordered(n, 0.0, 0)]


@given(st.integers(0, 0xFFFF), st.data())
def test_what_came_out_of_order_is_put_in_order(first: int, data: st.DataObject) -> None:
    numbers = list(range(first + 1, first + 40))
    shuffled = data.draw(st.permutations(numbers))
    window: Reorder[int] = Reorder()
    got = feed(window, [first, *shuffled])
    assert [each.item for each in got] == [first, *numbers]
    assert all(each.lost == 0 for each in got)


@given(st.integers(0, 0xFFFF), st.sets(st.integers(1, 60)), st.data())
def test_each_comes_once_and_all_losses_are_counted(
    first: int, missing: set[int], data: st.DataObject
) -> None:
    sent = [first + n for n in range(1, 61) if n not in missing]
    shuffled = data.draw(st.permutations(sent * 2))
    window: Reorder[int] = Reorder()
    got = feed(window, [first, *shuffled])
    got += list(window.due(WAIT))
    assert [each.item for each in got] == [first, *sent]
    inner = len([n for n in missing if sent and first + n < sent[-1]])
    assert sum(each.lost for each in got) == inner == window.lost
    assert window.late == len(sent)


def test_a_hole_is_waited_for_no_longer_than_that() -> None:
    window: Reorder[int] = Reorder()
    feed(window, [1])
    assert feed(window, [3, 4], at=5.0) == []
    assert list(window.due(5.0 + WAIT * 0.9)) == []
    assert list(window.due(5.001 + WAIT)) == [Ordered(3, 5.0, 1), Ordered(4, 5.0, 0)]


def test_what_comes_after_its_turn_is_dropped() -> None:
    window: Reorder[int] = Reorder()
    feed(window, [1, 3])
    assert [each.item for each in window.due(WAIT)] == [3]
    assert feed(window, [2, 1, 3]) == []
    assert window.late == 3


def test_a_flush_drops_what_arrived_at_that_moment_or_later() -> None:
    window: Reorder[int] = Reorder()
    feed(window, [1])
    feed(window, [3], at=1.0)
    feed(window, [4], at=2.0)
    assert list(window.flush(2.0)) == [Ordered(3, 1.0, 1)]
    assert list(window.flush(9.0)) == []


def test_no_more_wait_than_that() -> None:
    window: Reorder[int] = Reorder()
    feed(window, [0])
    got = feed(window, list(range(2, MOST + 3)))
    assert got[0] == Ordered(2, 0.0, 1)
    assert len(got) == MOST + 1

"""What got lost is told by numbers that wrap, come twice, and come late; the share is never absurd."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.loss import TOLD_LEAST, Loss


def test_the_share_is_of_what_came_since_the_last_time() -> None:
    loss = Loss()
    loss.told(1, newest=1000, lost=100)
    assert loss.take(expected=0, missed=0) is None, "one report has nothing to be compared with"

    loss.told(1, newest=1100, lost=110)
    assert loss.take(expected=0, missed=0) == 0.1
    loss.told(1, newest=1200, lost=110)
    assert loss.take(expected=0, missed=0) == 0.0


def test_slots_are_added_up() -> None:
    loss = Loss()
    for ssrc in (1, 2):
        loss.told(ssrc, newest=0, lost=0)
    loss.told(1, newest=90, lost=0)
    loss.told(2, newest=10, lost=10)
    assert loss.take(expected=0, missed=0) == 0.1


def test_the_worse_way_counts() -> None:
    loss = Loss()
    loss.told(1, newest=0, lost=0)
    loss.told(1, newest=100, lost=2)
    assert loss.take(expected=200, missed=50) == 0.25


def test_a_few_packets_tell_nothing() -> None:
    assert Loss().take(expected=TOLD_LEAST - 1, missed=TOLD_LEAST - 1) is None
    assert Loss().take(expected=TOLD_LEAST, missed=0) == 0.0


def test_duplicates_make_the_count_negative_and_no_loss() -> None:
    loss = Loss()
    loss.told(1, newest=0, lost=0)
    loss.told(1, newest=100, lost=0xFF_FFFE)  # -2
    assert loss.take(expected=0, missed=0) == 0.0


reports = st.tuples(st.integers(0, 3), st.integers(0, 2**32 - 1), st.integers(0, 2**24 - 1))


@given(st.lists(reports, max_size=30), st.integers(0, 1000), st.integers(0, 1000))
def test_whatever_a_browser_says_it_is_a_share(
    told: list[tuple[int, int, int]], expected: int, missed: int
) -> None:
    loss = Loss()
    for ssrc, newest, lost in told:
        loss.told(ssrc, newest=newest, lost=lost)
    share = loss.take(expected=expected, missed=missed)
    assert share is None or 0 <= share <= 1

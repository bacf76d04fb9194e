"""What is missing is asked for at once, again each 100 ms, and given up in time."""

from itertools import pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from sfu.missing import MOST, TRIES, Missing
from sfu.missing import PATIENCE as PATIENCES
from sfu.missing import RETRY as RETRIES

RETRY, PATIENCE = RETRIES["video"], PATIENCES["video"]


def test_a_gap_is_asked_for_at_once() -> None:
    missing = Missing()

    missing.add(5, 8, now=1.0)

    assert missing.due == 1.0
    assert missing.take(1.0) == [5, 6, 7]
    assert missing.due == 1.0 + RETRY


def test_it_is_not_asked_for_again_before_the_retry() -> None:
    missing = Missing()
    missing.add(5, 6, now=1.0)
    missing.take(1.0)

    assert missing.take(1.0 + RETRY / 2) == []
    assert missing.take(1.0 + RETRY) == [5]


def test_it_is_given_up_after_so_many_tries() -> None:
    missing = Missing()
    missing.add(5, 6, now=0.0)

    asked = [missing.take(n * RETRY) for n in range(TRIES + 3)]

    assert asked == [[5]] * TRIES + [[]] * 3
    assert missing.due == inf


def test_it_is_given_up_when_it_would_come_too_late() -> None:
    missing = Missing()
    missing.add(5, 6, now=0.0)

    assert missing.take(PATIENCE) == []
    assert len(missing) == 0


def test_a_voice_is_asked_for_more_often_and_given_up_sooner() -> None:
    missing = Missing("audio")
    missing.add(5, 6, now=0.0)
    steps = [n * RETRIES["audio"] for n in range(round(PATIENCES["audio"] / RETRIES["audio"]) + 2)]

    asked = [at for at in steps if missing.take(at)]

    assert asked == [at for at in steps if at < PATIENCES["audio"]]
    assert len(asked) >= 4
    assert asked[-1] < PATIENCE / 2


def test_what_has_come_is_not_asked_for() -> None:
    missing = Missing()
    missing.add(5, 7, now=0.0)

    missing.found(5)

    assert missing.take(0.0) == [6]
    missing.found(6)
    assert missing.due == inf


def test_a_gap_beyond_repair_is_not_asked_for() -> None:
    missing = Missing()
    missing.add(0, 10, now=0.0)

    assert not missing.add(20, 20 + MOST, now=0.0)
    assert (len(missing), missing.due) == (0, inf)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "found", "take"]), st.integers(0, 300), st.floats(0, 0.2)
        ),
        max_size=100,
    )
)
def test_no_packet_is_asked_for_too_often_and_due_is_always_ahead(
    steps: list[tuple[str, int, float]],
) -> None:
    missing, now, next_seq = Missing(), 0.0, 0
    asks: dict[int, list[float]] = {}
    for step, number, passes in steps:
        now += passes
        match step:
            case "add":
                missing.add(next_seq, next_seq + number % 20, now)
                next_seq += 25
            case "found":
                missing.found(number)
            case "take":
                for seq in missing.take(now):
                    asks.setdefault(seq, []).append(now)
                assert missing.due > now
                assert (missing.due < inf) == (len(missing) > 0)

    for times in asks.values():
        assert len(times) <= TRIES
        assert all(b - a >= RETRY - 1e-9 for a, b in pairwise(times))

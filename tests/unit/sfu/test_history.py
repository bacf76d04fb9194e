"""A history gives back what was put, as long as it is not too old, and never anything else."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.history import SIZE, History


@given(st.lists(st.integers(0, 5 * SIZE), max_size=200), st.integers(-5, 6 * SIZE))
def test_it_is_a_dictionary_that_forgets(seqs: list[int], asked: int) -> None:
    history = History()
    known: dict[int, int] = {}
    for seq in seqs:
        history.put(seq, b"%d" % seq, seq)
        known = {old: n for old, n in known.items() if old % SIZE != seq % SIZE} | {seq: seq}

    found = history.get(asked)

    assert found == ((b"%d" % asked, asked) if asked in known else None)


def test_the_last_thousand_are_all_there() -> None:
    history = History()
    for seq in range(10_000):
        history.put(seq, b"%d" % seq, 0)

    assert all(history.get(seq) for seq in range(10_000 - SIZE, 10_000))
    assert history.get(10_000 - SIZE - 1) is None


def test_a_cleared_history_knows_nothing() -> None:
    history = History()
    history.put(7, b"x", 0)

    history.clear()

    assert history.get(7) is None

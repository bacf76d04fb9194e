"""A slot's numbers never break, never collide and never leap, whatever its sources do."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.rewriter import LEAP, Rewriter

seqs = st.integers(0, 2**20)
timestamps = st.integers(0, 2**32 - 1)
firsts = st.integers(0, 2**15 - 1)


def fresh(first: int = 100) -> Rewriter:
    return Rewriter(first_sequence=first, first_timestamp=0)


@given(firsts, st.lists(st.tuples(seqs, timestamps, st.integers(1, 20)), min_size=1))
def test_numbers_are_contiguous_over_any_change_of_source(
    first: int, sources: list[tuple[int, int, int]]
) -> None:
    numbers = fresh(first)
    sent = []

    for seq, timestamp, count in sources:
        numbers.resume(seq, timestamp, gap=3000)
        sent += [numbers.rewrite(seq + n, timestamp) for n in range(count)]

    assert sent == [(first + 1 + n) % 2**16 for n in range(len(sent))]


@given(timestamps, st.lists(st.tuples(timestamps, st.integers(-5, 10**6)), min_size=1))
def test_time_moves_on_by_the_gap_and_by_one_tick_at_least(
    first: int, sources: list[tuple[int, int]]
) -> None:
    numbers = Rewriter(first_sequence=0, first_timestamp=first)
    before = first

    for timestamp, gap in sources:
        numbers.resume(0, timestamp, gap=gap)
        numbers.rewrite(0, timestamp)
        assert numbers.timestamp == (before + max(1, gap)) % 2**32
        before = numbers.timestamp


@given(seqs, st.permutations(range(30)))
def test_order_does_not_matter_after_the_first(seq: int, order: list[int]) -> None:
    numbers = fresh()
    numbers.resume(seq, 0, gap=1)
    numbers.rewrite(seq, 0)

    sent = {n: numbers.rewrite(seq + 1 + n, 0) for n in order}

    assert sent == {n: 102 + n for n in range(30)}


def test_what_is_older_than_the_switch_is_refused() -> None:
    numbers = fresh()
    numbers.resume(5000, 0, gap=1)
    numbers.rewrite(5000, 0)

    assert numbers.rewrite(4999, 0) == -1


@given(seqs, st.sets(st.integers(1, 60)), st.randoms(use_true_random=False))
def test_skipped_numbers_leave_no_hole(seq: int, skipped: set[int], rng: object) -> None:
    numbers = fresh()
    numbers.resume(seq, 0, gap=1)
    sent = []

    for n in range(62):
        if n in skipped:
            numbers.skip(seq + n)
        else:
            sent.append(numbers.rewrite(seq + n, 0))

    assert sent == [101 + n for n in range(len(sent))]


def test_what_comes_late_finds_its_place_among_skips() -> None:
    numbers = fresh()
    numbers.resume(10, 0, gap=1)
    assert numbers.rewrite(10, 0) == 101
    numbers.skip(12)
    assert numbers.rewrite(13, 0) == 103

    assert numbers.rewrite(11, 0) == 102


def test_what_begins_after_a_late_one_does_not_repeat_its_number() -> None:
    numbers = fresh()
    numbers.resume(10, 0, gap=1)
    assert numbers.rewrite(10, 0) == 101
    numbers.skip(12)
    assert numbers.rewrite(11, 0) == 102

    numbers.resume(500, 0, gap=1)

    assert numbers.rewrite(500, 0) == 103


def test_a_skip_that_comes_too_late_changes_nothing() -> None:
    numbers = fresh()
    numbers.resume(10, 0, gap=1)
    numbers.rewrite(10, 0)
    numbers.rewrite(12, 0)

    numbers.skip(11)

    assert numbers.rewrite(13, 0) == 104


@given(
    st.lists(
        st.sampled_from(["send", "skip", "lose", "late", "leap", "skip and leap", "resume"]),
        max_size=200,
    ),
    st.randoms(use_true_random=False),
)
def test_no_number_is_ever_used_twice_and_no_step_is_a_leap(steps: list[str], rng) -> None:  # type: ignore[no-untyped-def]
    numbers = fresh()
    seq = 1000
    numbers.resume(seq, 0, gap=1)
    used = [numbers.rewrite(seq, 0)]
    lost: list[int] = []
    for step in steps:
        seq += 1
        match step:
            case "send":
                used.append(numbers.rewrite(seq, 0))
            case "skip":
                numbers.skip(seq)
            case "lose":
                lost.append(seq)
            case "late" if lost:
                used.append(numbers.rewrite(lost.pop(rng.randrange(len(lost))), 0))
            case "leap":
                seq += LEAP + rng.randrange(2**15)
                used.append(numbers.rewrite(seq, 0))
                lost.clear()
            case "skip and leap":
                seq += LEAP + rng.randrange(2**15)
                numbers.skip(seq)
                lost.clear()
            case "resume":
                seq = rng.randrange(2**16)
                numbers.resume(seq, 0, gap=1)
                used.append(numbers.rewrite(seq, 0))
                lost.clear()

    assert len(set(used)) == len(used)
    assert max(used) - min(used) <= len(steps) + 1


@given(st.lists(st.sampled_from(["send", "skip", "lose"]), min_size=1, max_size=100), seqs)
def test_the_original_of_a_number_is_what_was_sent_under_it(steps: list[str], seq: int) -> None:
    numbers = fresh(2**15 - 50)
    numbers.resume(seq, 0, gap=1)
    sent = {}
    for n, step in enumerate(["send", *steps]):
        if step == "send":
            sent[numbers.rewrite(seq + n, 0)] = seq + n
        elif step == "skip":
            numbers.skip(seq + n)

    assert {number: numbers.original(number) for number in sent} == sent


def test_what_was_sent_before_the_switch_has_no_original() -> None:
    numbers = fresh()
    numbers.resume(10, 0, gap=1)
    old = [numbers.rewrite(10 + n, 0) for n in range(20)]

    numbers.resume(5, 0, gap=1)
    numbers.rewrite(5, 0)

    assert [numbers.original(number) for number in old] == [-1] * 20


def test_nothing_has_an_original_before_anything_was_sent() -> None:
    assert [fresh().original(number) for number in (0, 99, 100, 101, 65535)] == [-1] * 5


def test_half_of_all_may_be_skipped_for_ever() -> None:
    numbers = fresh()
    numbers.resume(1, 0, gap=1)
    sent = {}
    for seq in range(1, 9001):
        if seq % 2:
            sent[numbers.rewrite(seq, 0)] = seq
        else:
            assert numbers.skip(seq, seq)
    latest = list(sent)[-400:]

    assert [numbers.original(number) for number in latest] == [sent[number] for number in latest]
    assert latest == [(latest[0] + n) % 2**16 for n in range(400)]
    assert not numbers.skip(8000), "too late"
    assert numbers.timestamp == (9000 + numbers.ticks) % 2**32, "time has passed"

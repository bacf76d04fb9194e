"""A path does to packets what its plan says, and the same again with the same seed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lab.path import LATE, Path
from tests.lab.plan import Plan, Step

SIZE = 1000
Arrivals = list[tuple[float, int]]


def carried(
    *steps: Step, packets: int, every: float, seed: int = 1, until: float = 100.0
) -> tuple[Path[int], Arrivals]:
    """Put a packet in every so many seconds; return when which came out."""
    path: Path[int] = Path(Plan.of(*steps), Random(seed), began=0.0)
    arrivals: Arrivals = []

    def collect(until: float) -> None:
        while (due := path.next_timeout()) is not None and due <= until:
            arrivals.extend((due, item) for item in path.take(due))

    for n in range(packets):
        collect(n * every)
        path.put(n, SIZE, n * every)
    collect(until)
    return path, arrivals


def test_a_perfect_network_delivers_all_in_order_at_once() -> None:
    _, arrivals = carried(packets=100, every=0.01)
    assert arrivals == [(n * 0.01, n) for n in range(100)]


@pytest.mark.parametrize("loss", [0.1, 0.3])
def test_loss_has_the_share_it_was_told(loss: float) -> None:
    path, arrivals = carried(Step(loss=loss), packets=20_000, every=0.001)
    assert path.tally["lost"] / 20_000 == pytest.approx(loss, abs=0.01)
    assert len(arrivals) == 20_000 - path.tally["lost"]


def test_a_rate_lets_through_so_many_bits_a_second() -> None:
    _, arrivals = carried(Step(rate=300e3), packets=2000, every=0.005)
    bits = sum(SIZE * 8 for at, _ in arrivals if 2 <= at < 8)
    assert bits / 6 == pytest.approx(300e3, rel=0.02)


def test_a_full_queue_drops_what_comes_last_and_makes_the_rest_wait() -> None:
    path, arrivals = carried(Step(rate=80e3, queue=10_000), packets=50, every=0.0)
    assert path.tally["dropped"] == 50 - len(arrivals) == 41
    assert [item for _, item in arrivals] == list(range(9))
    assert arrivals[-1][0] == pytest.approx(0.9)


def test_a_queue_is_served_at_the_rate_of_each_moment() -> None:
    _, arrivals = carried(Step(rate=8e3), Step(at=2.5, rate=80e3), packets=4, every=0.0)
    assert [at for at, _ in arrivals] == pytest.approx([1, 2, 2.55, 2.65])


def test_jitter_above_the_distance_of_two_packets_reorders_them() -> None:
    _, close = carried(Step(delay=0.1, jitter=0.05), packets=200, every=0.01)
    _, far = carried(Step(delay=0.1, jitter=0.05), packets=200, every=0.06)
    assert [item for _, item in close] != sorted(item for _, item in close)
    assert [item for _, item in far] == list(range(200))
    assert all(0.1 <= at - item * 0.01 <= 0.15 for at, item in close)


def test_a_reordered_packet_is_overtaken_and_not_lost() -> None:
    path, arrivals = carried(Step(reorder=0.1), packets=1000, every=0.01)
    late = [item for at, item in arrivals if at - item * 0.01 == pytest.approx(LATE)]
    assert path.tally["late"] == len(late) == pytest.approx(100, abs=40)
    assert sorted(item for _, item in arrivals) == list(range(1000))


def test_a_duplicate_comes_twice() -> None:
    path, arrivals = carried(Step(duplicate=0.1), packets=1000, every=0.01)
    assert len(arrivals) == 1000 + path.tally["twice"]
    assert path.tally["twice"] == pytest.approx(100, abs=40)


def test_a_black_hole_swallows_everything_until_its_end() -> None:
    path, arrivals = carried(Step(at=1, blocked=True), Step(at=2), packets=300, every=0.01)
    assert path.tally["blocked"] == 100
    assert {item for _, item in arrivals} == {*range(100), *range(200, 300)}


def test_another_plan_may_begin_in_the_middle() -> None:
    path: Path[int] = Path(Plan.of(Step(loss=1)), Random(1), began=0.0)
    path.put(1, SIZE, 5.0)
    path.follow(Plan.of(Step(), Step(at=1, blocked=True)), 10.0)
    path.put(2, SIZE, 10.5)
    path.put(3, SIZE, 11.5)
    assert path.take(20.0) == [2]


STEPS = st.builds(
    Step,
    at=st.floats(0, 2),
    rate=st.none() | st.floats(1e3, 1e7),
    delay=st.floats(0, 0.2),
    jitter=st.floats(0, 0.2),
    loss=st.floats(0, 1),
    reorder=st.floats(0, 1),
    duplicate=st.floats(0, 1),
    blocked=st.booleans(),
)


@given(
    st.lists(STEPS, max_size=4).map(lambda steps: sorted(steps, key=lambda one: one.at)),
    st.integers(),
)
def test_nothing_gets_lost_uncounted_and_a_seed_is_a_transcript(
    steps: list[Step], seed: int
) -> None:
    path, arrivals = carried(*steps, packets=60, every=0.05, seed=seed, until=1e9)
    again = carried(*steps, packets=60, every=0.05, seed=seed, until=1e9)[1]
    tally = path.tally
    ends = tally["lost"] + tally["blocked"] + tally["dropped"] + tally["arrived"] - tally["twice"]
    assert ends == tally["taken"] == 60
    assert again == arrivals

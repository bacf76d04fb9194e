"""The token bucket: never more than its rate at once, never more than its rate in the long run."""

from hypothesis import given
from hypothesis import strategies as st

from signaling.bucket import SECOND, Bucket


def test_it_starts_full_and_fills_again() -> None:
    bucket = Bucket(10, now=0)

    assert [bucket.take(now=0) for _ in range(11)] == [True] * 10 + [False]
    assert bucket.take(now=SECOND // 10)
    assert not bucket.take(now=SECOND // 10)
    assert all(bucket.take(now=5 * SECOND) for _ in range(10))


@given(st.lists(st.integers(0, SECOND // 5), min_size=1, max_size=300))
def test_no_second_sees_more_than_twice_the_rate(gaps: list[int]) -> None:
    bucket, now, passed = Bucket(10, now=0), 0, []
    for gap in gaps:
        now += gap
        if bucket.take(now=now):
            passed.append(now)

    for start in passed:
        assert sum(start <= at < start + SECOND for at in passed) <= 20

"""A key frame that is wanted is asked for: not too often, but until it comes."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from sfu.key_frames import INTERVAL, RETRY, KeyFrames


def test_the_first_wish_is_asked_at_once() -> None:
    keys = KeyFrames()

    keys.want(5.0)

    assert keys.take(5.0)


def test_a_wish_soon_after_an_ask_is_deferred_not_dropped() -> None:
    keys = KeyFrames()
    keys.want(0.0)
    keys.take(0.0)
    keys.come()

    keys.want(0.1)

    assert not keys.take(0.1)
    assert keys.due == INTERVAL
    assert keys.take(INTERVAL)


def test_it_is_asked_again_until_it_comes() -> None:
    keys = KeyFrames()
    keys.want(0.0)

    assert [keys.take(n * RETRY) for n in range(4)] == [True] * 4
    keys.come()
    assert not keys.take(4 * RETRY)
    assert keys.due == inf


def test_nobody_asks_for_what_nobody_wants() -> None:
    assert not KeyFrames().take(100.0)


@given(st.lists(st.tuples(st.sampled_from(["want", "take", "come"]), st.floats(0, 1)), max_size=99))
def test_asks_keep_their_distance_and_no_wish_is_lost(steps: list[tuple[str, float]]) -> None:
    keys, now, wished, asked = KeyFrames(), 0.0, False, [-inf]
    for step, passes in steps:
        now += passes
        match step:
            case "want":
                keys.want(now)
                wished = True
            case "come":
                keys.come()
                wished = False
            case "take":
                if keys.take(now):
                    assert now - asked[-1] >= INTERVAL - 1e-9
                    asked.append(now)
        assert keys.wanted == wished
        assert keys.due <= now + RETRY or not wished

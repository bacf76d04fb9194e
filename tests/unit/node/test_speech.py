"""Who speaks: quick to light, slow to fade, never flickering, loudest first."""

from hypothesis import given
from hypothesis import strategies as st

from node.speech import STARTS, STOPS, Speech, hear
from tests.unit.node.people import NAMES, pid

levels = st.dictionaries(st.sampled_from(NAMES).map(pid), st.integers(-127, 0))


def heard(*ticks: dict[str, int], speech: Speech | None = None) -> Speech:
    speech = speech or Speech()
    for tick in ticks:
        speech = hear(speech, {pid(name): level for name, level in tick.items()})
    return speech


def test_a_ring_lights_with_the_first_syllable() -> None:
    assert heard({"a": -30}).speakers == ("a",)


def test_it_stays_between_two_words_and_goes_out_within_a_second() -> None:
    speech = heard(*[{"a": -30}] * 5)

    assert heard(*[{"a": -127}] * 3, speech=speech).speakers == ("a",)
    assert heard(*[{"a": -127}] * 10, speech=speech).speakers == ()


def test_a_quiet_room_is_nobody_speaking() -> None:
    assert heard(*[{"a": -55, "b": -127}] * 20).speakers == ()


def test_between_the_two_levels_nothing_changes() -> None:
    between = int((STARTS + STOPS) / 2)

    assert heard(*[{"a": between}] * 30).speakers == ()
    assert heard(*[{"a": -30}] * 5, *[{"a": between}] * 30).speakers == ("a",)


def test_the_loudest_comes_first() -> None:
    assert heard(*[{"a": -38, "b": -20, "c": -29}] * 9).speakers == ("b", "c", "a")


def test_two_equally_loud_do_not_take_turns() -> None:
    speech = heard(*[{"a": -27, "b": -28}] * 9)
    order = speech.speakers

    for tick in range(20):
        speech = heard({"a": -27 - tick % 2, "b": -28 + tick % 2}, speech=speech)
        assert speech.speakers == order


def test_whoever_is_not_heard_of_any_more_does_not_speak() -> None:
    assert heard({"a": -30}, {}).speakers == ()


@given(st.lists(levels, max_size=12))
def test_speakers_are_some_of_those_heard_each_once(ticks: list[dict[str, int]]) -> None:
    speech = Speech()
    for tick in ticks:
        speech = hear(speech, tick)  # type: ignore[arg-type]
        assert set(speech.speakers) <= set(tick)
        assert len(set(speech.speakers)) == len(speech.speakers)

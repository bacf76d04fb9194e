"""A microphone's level follows speech quickly, silence slowly, and never leaves its range."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.levels import FORGET, Level


@given(st.lists(st.integers(0, 255), max_size=100))
def test_it_stays_within_the_range_of_what_was_heard(octets: list[int]) -> None:
    level = Level()
    for n, octet in enumerate(octets):
        level.hear(octet, n * 0.02)

    assert -127 <= level.dbov(len(octets) * 0.02) <= 0


def test_speech_is_noticed_within_60_ms() -> None:
    level = Level()
    for n in range(3):
        level.hear(20, n * 0.02)

    assert level.dbov(0.06) > -40


def test_a_pause_between_words_does_not_end_a_turn() -> None:
    level = Level()
    for n in range(50):
        level.hear(20, n * 0.02)
    for n in range(50, 65):
        level.hear(127, n * 0.02)

    assert level.dbov(1.3) > -80


def test_silence_is_noticed_in_the_end() -> None:
    level = Level()
    level.hear(0, 0.0)
    for n in range(250):
        level.hear(127, n * 0.02)

    assert level.dbov(5.0) == -127


def test_who_falls_silent_is_noticed_as_soon_if_silence_is_not_sent() -> None:
    sent, unsent = Level(), Level()
    for level in (sent, unsent):
        for n in range(50):
            level.hear(20, n * 0.02)
    for n in range(50, 110):
        sent.hear(127, n * 0.02)
        if n < 60 or n % 20 == 0:
            unsent.hear(127, n * 0.02)

    assert abs(sent.dbov(2.2) - unsent.dbov(2.2)) <= 3


def test_a_lost_packet_is_no_silence() -> None:
    level = Level()
    level.hear(0, 0.0)
    level.hear(0, 0.02)

    assert level.dbov(0.1) == level.dbov(0.02)


def test_a_microphone_that_sends_nothing_is_silent() -> None:
    level = Level()
    level.hear(0, 0.0)

    assert level.dbov(FORGET + 0.1) == -127
    assert Level().dbov(0.0) == -127


def test_the_voice_bit_is_not_part_of_the_level() -> None:
    one, other = Level(), Level()
    one.hear(30, 0.0)
    other.hear(0x80 | 30, 0.0)

    assert one.dbov(0.0) == other.dbov(0.0)

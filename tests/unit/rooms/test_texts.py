"""What people write is shown as they meant it, and cannot disturb what others read."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import texts
from rooms.errors import BadText

STRANGE = st.text(
    st.sampled_from("ab \n\r\t\x00\u2028\u202e\u200d\u200f\u3164e\u0301"), max_size=30
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" Can I go last today? ", "Can I go last today?"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("one \t\ntwo", "one\ntwo"),
        ("a\tb", "a b"),
        ("\x00be\x07ll\x1b[31m", "bell[31m"),
        ("abc\u202efed\u2066x", "abcfedx"),
        ("\u05d0\u200f!", "\u05d0\u200f!"),
        ("e\u0301", "\u00e9"),
        ("\U0001f469\u200d\U0001f33e", "\U0001f469\u200d\U0001f33e"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_a_message_is_cleaned(typed: str, read: str) -> None:
    assert texts.clean(typed) == read


@pytest.mark.parametrize("typed", ["", "  \n ", "\u200b", "\u200f\u200d", "\u3164\u2800", "\x00"])
def test_an_empty_message_is_none(typed: str) -> None:
    with pytest.raises(BadText):
        texts.clean(typed)


def test_a_message_has_a_longest_length_after_cleaning() -> None:
    assert len(texts.clean("x" * texts.LONGEST + "\u202e\n")) == texts.LONGEST
    with pytest.raises(BadText):
        texts.clean("x" * (texts.LONGEST + 1))


@given(st.text(max_size=100) | STRANGE)
def test_cleaning_twice_is_cleaning_once_and_leaves_no_control_characters(typed: str) -> None:
    with suppress(BadText):
        cleaned = texts.clean(typed)
        assert texts.clean(cleaned) == cleaned
        assert "\n\n\n" not in cleaned
        assert all(unicodedata.category(char) != "Cc" for char in cleaned.replace("\n", ""))
        assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("word", [None, "", " \n ", "\u200b", "\u200d" * 300 + "x"])
def test_no_word_is_needed_to_ask_for_help(word: str | None) -> None:
    assert texts.clean_word(word) is None


@given(st.text(max_size=400) | STRANGE)
def test_a_word_for_help_is_shortened_and_never_refused(word: str) -> None:
    cleaned = texts.clean_word(word)
    if cleaned is not None:
        assert 1 <= len(cleaned) <= texts.LONGEST_WORD
        assert "\n" not in cleaned
        assert texts.clean_word(cleaned) == cleaned


def test_a_word_for_help_is_one_line() -> None:
    assert texts.clean_word(" I\u202e feel\n unsafe ") == "I feel unsafe"
    assert texts.clean_word("y" * 1000) == "y" * texts.LONGEST_WORD

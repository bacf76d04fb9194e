"""A display name is what it looks like: nothing in it hides, reorders or overflows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.errors import BadName
from rooms.names import LONGEST, clean, clean_private


def test_whitespace_is_folded() -> None:
    assert clean("  Ada\t\n  Lovelace  ") == "Ada Lovelace"


def test_control_characters_and_bidi_overrides_are_taken_out() -> None:
    assert clean("A\x00d\x1b[31ma\u202egpj.exe\u2066\u200b\U000e0041") == "Ad[31magpj.exe"


def test_names_of_the_world_stay_as_they_are() -> None:
    for name in (
        "Zoë",
        "Дарья",
        "小林",
        "नमस्ते",
        "क\u094d\u200dष",
        "👩\u200d🚀 Kim",
        "O'Neill-Ångström",
    ):
        assert clean(name) == unicodedata.normalize("NFC", name)


def test_a_decomposed_name_is_composed() -> None:
    assert clean("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200d", "\u3164\u2800", "\x00", "\u202e"])
def test_a_name_that_shows_nothing_is_refused(name: str) -> None:
    with pytest.raises(BadName):
        clean(name)


def test_sixty_characters_are_enough() -> None:
    assert clean("x" * LONGEST) == "x" * 60
    with pytest.raises(BadName):
        clean("x" * 61)


def test_what_is_taken_out_does_not_count() -> None:
    assert clean("x" * 60 + "\u200b" * 100) == "x" * 60


def test_no_private_name_is_none() -> None:
    assert clean_private(None) is None
    assert clean_private("") is None
    assert clean_private("  ") is None
    assert clean_private(" Ada ") == "Ada"


@given(st.text(max_size=100))
def test_a_clean_name_is_printable_and_stays_clean(name: str) -> None:
    try:
        cleaned = clean(name)
    except BadName:
        return
    assert 1 <= len(cleaned) <= LONGEST
    assert clean(cleaned) == cleaned
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    shown = cleaned.replace("\u200c", "").replace("\u200d", "")
    assert not hidden & {unicodedata.category(char) for char in shown}

"""Nothing that people type can hide in, or reorder, what others see."""

import pytest

from rooms.characters import is_visible, shown


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Birch", "Birch"),
        ("a\u3164b\tc", "a b c"),
        ("a\u202eb\u200bc", "abc"),
        ("a\u200db", "a\u200db"),
        ("a\U000e0041", "a"),
        ("\x00\ue000\u0378", ""),
    ],
)
def test_a_line_is_shown_without_what_cannot_be_seen(typed: str, seen: str) -> None:
    assert shown(typed) == seen


def test_more_can_be_kept_where_it_is_wanted() -> None:
    assert shown("a\u200f\u200d", kept=frozenset("\u200f")) == "a\u200f"


@pytest.mark.parametrize(("text", "visible"), [("", False), (" \u200d", False), (" x", True)])
def test_spaces_and_joiners_alone_cannot_be_seen(text: str, *, visible: bool) -> None:
    assert is_visible(text) is visible


def test_what_was_kept_alone_cannot_be_seen() -> None:
    assert not is_visible("\u200f", kept=frozenset("\u200f"))

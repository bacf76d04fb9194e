"""Display names: what people type is cleaned once, before anyone sees it."""

import unicodedata
from typing import Final

from rooms.errors import BadName

LONGEST: Final = 60  # characters; a tile's label has room for about thirty

# Joiners shape Persian and Indic words and emoji; every other format character (bidi overrides
# and isolates, zero-width spaces, tags) only hides or reorders what others read.
_JOINERS: Final = {"\u200c", "\u200d"}

# Letters and symbols by category, but drawn as nothing: a name of these would be an empty label.
_BLANKS: Final = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}

# Control, format, surrogate, private use, unassigned.
_UNPRINTABLE: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(name: str) -> str:
    """Return the name as others will see it: composed, printable, whitespace folded.

    Cleaning a clean name changes nothing.
    """
    spaced = "".join(" " if char in _BLANKS or char.isspace() else char for char in name)
    printable = "".join(char for char in spaced if _is_printable(char))
    cleaned = unicodedata.normalize("NFC", " ".join(printable.split()))
    if not cleaned.strip("".join(_JOINERS) + " "):
        raise BadName("a name needs at least one visible character")
    if len(cleaned) > LONGEST:
        raise BadName(f"a name has at most {LONGEST} characters")
    return cleaned


def clean_private(name: str | None) -> str | None:
    """Return a private name cleaned like any other; an empty one is none."""
    return clean(name) if name and not name.isspace() else None


def _is_printable(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in _UNPRINTABLE

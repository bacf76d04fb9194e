"""Characters: which of those that people type are shown to others."""

import unicodedata
from typing import Final

JOINERS: Final = frozenset("\u200c\u200d")
"""They shape Persian and Indic words and emoji.  Every other format character (bidi overrides and
isolates, zero-width spaces, tags) only hides or reorders what others read."""

# Letters and symbols by category, but drawn as nothing: a name of these would be an empty label.
_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")

# Control, format, surrogate, private use, unassigned.
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def shown(line: str, *, kept: frozenset[str] = JOINERS) -> str:
    """Return one line as others may see it: blanks as spaces, nothing unprintable but `kept`."""
    spaced = (" " if char in _BLANKS or char.isspace() else char for char in line)
    return "".join(char for char in spaced if char in kept or _is_printable(char))


def is_visible(text: str, *, kept: frozenset[str] = JOINERS) -> bool:
    """Return whether anything of a text that was cleaned can be seen."""
    return any(char not in kept and not char.isspace() for char in text)


def _is_printable(char: str) -> bool:
    return unicodedata.category(char) not in _UNPRINTABLE

"""What people write to each other: cleaned once, before anyone reads it."""

import re
import unicodedata
from typing import Final

from rooms.characters import JOINERS, is_visible, shown
from rooms.errors import BadText

LONGEST: Final = 2000  # characters; about a page, and 8 kB at most

LONGEST_WORD: Final = 200  # characters; a word with a request for help, read at a glance

# Marks of direction are typed in right-to-left scripts and reorder nothing but themselves.
_KEPT: Final = JOINERS | frozenset("\u200e\u200f\u061c")

# One empty line parts two thoughts; more would only push what others wrote out of sight.
_GAP: Final = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Return a message as others will read it: composed, printable, with its lines.

    Cleaning a clean text changes nothing.
    """
    lines = "\n".join(shown(line, kept=_KEPT).rstrip() for line in text.splitlines())
    cleaned = unicodedata.normalize("NFC", _GAP.sub("\n\n", lines).strip())
    if not is_visible(cleaned, kept=_KEPT):
        raise BadText("a message needs at least one visible character")
    if len(cleaned) > LONGEST:
        raise BadText(f"a message has at most {LONGEST} characters")
    return cleaned


def clean_word(word: str | None) -> str | None:
    """Return the word that comes with a request for help, on one line.

    It is shortened and never refused: nobody's help is to wait for their spelling.
    """
    line = unicodedata.normalize("NFC", " ".join(shown(word or "", kept=_KEPT).split()))
    return line[:LONGEST_WORD].rstrip() if is_visible(line[:LONGEST_WORD], kept=_KEPT) else None

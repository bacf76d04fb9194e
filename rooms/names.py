"""Display names: what people type is cleaned once, before anyone sees it."""

import unicodedata
from typing import Final

from rooms.characters import is_visible, shown
from rooms.errors import BadName

LONGEST: Final = 60  # characters; a tile's label has room for about thirty


def clean(name: str) -> str:
    """Return the name as others will see it: composed, printable, whitespace folded.

    Cleaning a clean name changes nothing.
    """
    cleaned = unicodedata.normalize("NFC", " ".join(shown(name).split()))
    if not is_visible(cleaned):
        raise BadName("a name needs at least one visible character")
    if len(cleaned) > LONGEST:
        raise BadName(f"a name has at most {LONGEST} characters")
    return cleaned


def clean_private(name: str | None) -> str | None:
    """Return a private name cleaned like any other; an empty one is none."""
    return clean(name) if name and not name.isspace() else None

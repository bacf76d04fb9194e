"""Lettering: which font names and cards are set in.

The system's, for names in every script it knows; else the one that comes with Pillow, which knows
Latin only.
"""

from contextlib import suppress
from functools import cache
from typing import Final

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_SYSTEM: Final = ("NotoSans-Regular.ttf", "DejaVuSans.ttf")
_MORE: Final = "…"


@cache
def font(size: int) -> Font:
    for name in _SYSTEM:
        with suppress(OSError):
            return ImageFont.truetype(name, size)
    return ImageFont.load_default(size)


def shortened(text: str, font_: Font, width: int) -> str:
    """Return as much of the text as fits into so many pixels."""
    if font_.getlength(text) <= width:
        return text
    kept = text
    while kept and font_.getlength(kept + _MORE) > width:
        kept = kept[:-1]
    return kept.rstrip() + _MORE

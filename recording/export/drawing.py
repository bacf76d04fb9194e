"""Drawing: everything of a picture that is not somebody's camera.

The colors are those of the room's page (web/styles/tokens.css).
"""

from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw

from recording.export.grid import Place
from recording.export.lettering import font, shortened

WIDTH: Final = 1280
HEIGHT: Final = 720

PAPER: Final = "#f7f2e9"
SURFACE: Final = "#fffdf9"
PLATE: Final = "#fffcf6"
INK: Final = "#2b2630"
INK_SOFT: Final = "#574f5b"
LINE: Final = "#e3d9ca"
SPEAKING: Final = "#2c6557"

RADIUS: Final = 12  # of a tile's corners
RING: Final = 4  # pixels around who speaks
CLEAR: Final = 2  # pixels between the ring and the picture
MARGIN: Final = RING + CLEAR
PLATE_HEIGHT: Final = 28
_PLATE_SIZE: Final = 15  # of its letters
_SMOOTH: Final = 2  # drawn larger and made smaller: Pillow's own edges are stairs


def page() -> Image.Image:
    return Image.new("RGB", (WIDTH, HEIGHT), PAPER)


def header(image: Image.Image, left: str, right: str) -> None:
    pen = ImageDraw.Draw(image)
    small = font(18)
    pen.text((32, 30), shortened(left, font(20), WIDTH - 400), INK, font(20), anchor="lm")
    pen.text((WIDTH - 32, 30), right, INK_SOFT, small, anchor="rm")


def tile(image: Image.Image, place: Place, *, speaking: bool = False, said: str = "") -> None:
    """Draw the empty tile of a seat, with its ring, and why there is nothing in it."""
    if speaking:
        _rounded(image, place.grown(MARGIN), RADIUS + MARGIN, SPEAKING)
        _rounded(image, place.grown(CLEAR), RADIUS + CLEAR, PAPER)
    _rounded(image, place, RADIUS, SURFACE, edge=LINE)
    if said:
        middle = (place.x + place.width // 2, place.y + place.height // 2)
        letters = font(max(11, min(18, place.width // 16)))
        ImageDraw.Draw(image).text(middle, said, INK_SOFT, letters, anchor="mm")


def plate_width(name: str, place: Place) -> int:
    """Return the width of the plate for a name: even, and never wider than its tile."""
    letters = font(_PLATE_SIZE)
    widest = place.width - 24
    return min(widest, int(letters.getlength(name)) + 24) // 2 * 2


def plate(image: Image.Image, place: Place, name: str) -> None:
    """Draw a name into the lower left corner of a tile."""
    letters = font(_PLATE_SIZE)
    width = plate_width(name, place)
    corner = Place(place.x, place.y + place.height - PLATE_HEIGHT, width, PLATE_HEIGHT)
    _rounded(image, corner, RADIUS, PLATE, corners=(False, True, False, True))
    text = shortened(name, letters, width - 20)
    middle = corner.y + PLATE_HEIGHT // 2
    ImageDraw.Draw(image).text((corner.x + 12, middle), text, INK, letters, anchor="lm")


def card(lines: Sequence[str]) -> Image.Image:
    """Draw a card: its first line large, the others below it."""
    image = page()
    pen = ImageDraw.Draw(image)
    top = HEIGHT // 2 - 24 * len(lines)
    for number, line in enumerate(lines):
        letters = font(26) if number else font(44)
        color = INK_SOFT if number else INK
        text = shortened(line, letters, WIDTH - 128)
        pen.text((WIDTH // 2, top), text, color, letters, anchor="mm")
        top += 44 if number else 68
    return image


def _rounded(
    image: Image.Image,
    place: Place,
    radius: int,
    fill: str,
    *,
    edge: str | None = None,
    corners: tuple[bool, bool, bool, bool] | None = None,
) -> None:
    size = (place.width * _SMOOTH, place.height * _SMOOTH)
    box = (0, 0, size[0] - 1, size[1] - 1)
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius * _SMOOTH, 255, corners=corners)
    mask = mask.resize((place.width, place.height), Image.Resampling.LANCZOS)
    image.paste(Image.new("RGB", (place.width, place.height), fill), (place.x, place.y), mask)
    if edge is not None:
        outline = (place.x, place.y, place.x + place.width - 1, place.y + place.height - 1)
        ImageDraw.Draw(image).rounded_rectangle(outline, radius, outline=edge)

"""Twelve people or so who can be told apart by color and tone, and the rooms they are dealt to."""

from collections.abc import Iterable
from typing import Final

from tests.browser.people import Person
from tests.support.tape import Color, Tape

NAMES: Final = (
    "Lena", "Wren", "Fern", "Otter", "Heron", "Birch", "Moss", "Robin", "Alder", "Finch", "Hazel",
    "Lark", "Maple", "Quail",
)  # fmt: skip
COLORS: Final[tuple[Color, ...]] = (
    (205, 45, 45), (45, 45, 205), (205, 125, 45),  # Chromium's own encoder is not true to green.
    (45, 205, 45), (205, 205, 45), (205, 45, 205), (45, 205, 205), (125, 45, 45), (45, 125, 45),
    (45, 45, 125), (125, 45, 205), (45, 125, 205), (125, 205, 45), (205, 45, 125),
)  # fmt: skip
"""80 and more apart in one part at least."""
TONES: Final = (
    431, 683, 941, 1201, 1459, 1721, 1987, 2243, 2503, 2767, 3023, 3301, 3557, 3821,
)  # fmt: skip
"""In Hz; 250 and more apart, so that 20 ms are enough to tell them apart."""

PEOPLE: Final = tuple(
    Person(name, color, hertz).with_small_camera()
    for name, color, hertz in zip(NAMES, COLORS, TONES, strict=True)
)

Deal = tuple[tuple[str, ...], ...]
"""The names of those in each room."""


def deal(names: tuple[str, ...], rooms: int, turn: int) -> Deal:
    """Deal people in a way that differs from `turn` to `turn`.

    Whoever meets in one turn does not in the next, as long as no room has more people than there
    are rooms.
    """
    rows = [names[start : start + rooms] for start in range(0, len(names), rooms)]
    dealt: list[list[str]] = [[] for _ in range(rooms)]
    for shift, row in enumerate(rows):
        for column, name in enumerate(row):
            dealt[(column + shift * turn) % rooms].append(name)
    return tuple(tuple(sorted(room)) for room in dealt)


def company(deal: Deal, name: str) -> tuple[str, ...]:
    """Return who else is in somebody's room."""
    return next(tuple(each for each in room if each != name) for room in deal if name in room)


class Cast:
    """The tapes of those who are simulated, and whose each sound is."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.tapes = {one.name: Tape.recorded(one.color, one.hertz) for one in people}
        self.owners = {sound: name for name, tape in self.tapes.items() for sound in tape.sounds}

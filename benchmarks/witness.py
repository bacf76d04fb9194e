"""A page of the service in Chromium that is watched: whom it shows and plays after each move.

Times are the machine's, in milliseconds since 1970.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from benchmarks.crowd import PEOPLE
from tests.browser.chromium import ChromiumTab
from tests.browser.guest import Guest
from tests.browser.people import Person

HERE: Final = Path(__file__).parent
EAR: Final = (HERE / "ear.js").read_text()
SIZE: Final = (640, 480)  # pixels; three pages are painted in software on the cores of the server
PATIENCE: Final = 5.0  # seconds to wait for everybody to be painted

SCRIPT: Final = (
    "const PEOPLE = "
    + json.dumps([{"name": one.name, "color": one.color, "hertz": one.hertz} for one in PEOPLE])
    + f";\n{(HERE / 'witness.js').read_text()}"
)

EVERYBODY_PAINTED: Final = """
const [present, patience] = given;
const isOver = () => {
  const {at, present: here} = witness.moves.at(-1);
  const painted = new Set(witness.frames.filter((one) => one.at >= at).map(({owner}) => owner));
  return String(here) === String(present) && present.every((name) => painted.has(name));
};
return test.until(isOver, patience).then(() => true, () => false);
"""


@dataclass(frozen=True, slots=True)
class Move:
    at: float
    room: str
    present: tuple[str, ...]
    """Who else is in this person's room, by name."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture, where it stands and whose it is."""

    at: float
    tile: str | None
    owner: str


@dataclass(frozen=True, slots=True)
class Sound:
    at: float
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a page showed and played for a while."""

    moves: tuple[Move, ...]
    frames: tuple[Frame, ...]
    """The first of each person since the latest move."""
    sounds: tuple[Sound, ...]
    """Whenever that changed; the first tells what was heard at the beginning."""
    stale: tuple[Frame, ...]
    """Pictures that could be seen of people who were not in the room."""


class Witness:
    def __init__(self, browser: Browser, person: Person) -> None:
        # The ear is a worklet of ours, and the page's policy takes none but its own server's.
        self.tab = ChromiumTab(browser, person, scripts=(SCRIPT,), bypass_csp=True)
        self.tab.resize(*SIZE)
        self.guest = Guest(self.tab, person)
        self._names: Any = None

    @property
    def name(self) -> str:
        return self.guest.person.name

    def begin(self) -> None:
        """Watch from now on, when everybody has joined."""
        self.tab.run("await witness.begin(given[0])", EAR)
        self._names = self.tab.run("return witness.names()")

    def wait_to_paint(self, present: tuple[str, ...]) -> bool:
        """Return whether exactly these people were there, and painted, in time."""
        return bool(self.tab.run(EVERYBODY_PAINTED, present, PATIENCE))

    def take(self) -> Sight:
        seen = self.tab.run("return witness.take()")
        return Sight(
            moves=tuple(
                Move(one["at"], one["room"], tuple(one["present"])) for one in seen["moves"]
            ),
            frames=tuple(Frame(**one) for one in seen["frames"]),
            sounds=tuple(Sound(one["at"], tuple(one["heard"])) for one in seen["sounds"]),
            stale=tuple(Frame(**one) for one in seen["stale"]),
        )

    def negotiations(self) -> int:
        """Return how many words of another negotiation were said, or wanted, since then."""
        return int(self.tab.run("return witness.talk + witness.wanted"))

    def ice_restarts(self) -> int:
        """Return how many connections go by other names than at the beginning, or are new."""
        names: list[list[str]] = self.tab.run("return witness.names()")
        return sum(each not in self._names for each in names)

    def looks(self) -> int:
        return int(self.tab.run("return witness.looks"))

    def close(self) -> None:
        self.tab.close()

"""The people of the browser tests: each has a colour for a face and a tone for a voice."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final, Literal

PAGE_SCRIPT: Final = (Path(__file__).parent / "page.js").read_text()


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    color: tuple[int, int, int]
    hertz: int
    width: int = 960
    """960 x 540 and more gives three simulcast layers in Chromium, less gives two."""
    height: int = 540
    rate: int = 15
    devices: Literal["own", "browser"] = "own"
    """'browser': what the browser itself says about cameras, microphones and permission."""

    def script(self) -> str:
        """Return what must run before any page's own script."""
        return f"const ME = {json.dumps(asdict(self))};\n{PAGE_SCRIPT}"

    def with_small_camera(self) -> "Person":
        return replace(self, width=320, height=180, rate=10)


# No tone is a harmonic of another, and no colour is near the page's own.
LENA: Final = Person("Lena", (220, 30, 30), 437)
WREN: Final = Person("Wren", (30, 60, 220), 661)
FERN: Final = Person("Fern", (30, 200, 60), 997)
OTTER: Final = Person("Otter", (220, 200, 30), 1499)
HERON: Final = Person("Heron", (200, 40, 210), 2251)

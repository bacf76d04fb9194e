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
    starting: int = 0
    """Milliseconds until camera and microphone are there."""
    devices: Literal["own", "browser"] = "own"
    """'browser': what the browser itself says about cameras, microphones and permission."""

    def script(self) -> str:
        """Return what must run before any page's own script."""
        slides = json.dumps(asdict(SLIDES))
        return f"const ME = {json.dumps(asdict(self))}, SLIDES = {slides};\n{PAGE_SCRIPT}"

    def with_small_camera(self) -> "Person":
        return replace(self, width=320, height=180, rate=10)


# No tone is a harmonic of another, and no colour is near the page's own.
LENA: Final = Person("Lena", (200, 50, 50), 437)
WREN: Final = Person("Wren", (50, 80, 200), 661)
FERN: Final = Person("Fern", (50, 170, 80), 997)
OTTER: Final = Person("Otter", (200, 180, 70), 1499)
HERON: Final = Person("Heron", (160, 80, 180), 2251)

SLIDES: Final = Person("Slides", (110, 110, 110), 1847)
"""What anybody shows who shares their screen: a picture and a sound."""

"""A wish: which export of a recording somebody asks for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consent.terms import Scope
from recording.export.errors import TracksOnly
from recording.sheet import Sheet


class Cut(StrEnum):
    """What is made of the tracks."""

    COMPOSED = "composed"
    """The circle in one picture, with all voices."""
    AUDIO = "audio"
    """All voices, and no picture."""
    TRACKS = "tracks"
    """A file for each source of each person, and the manifest, in a ZIP."""


class Container(StrEnum):
    MP4 = "mp4"
    """H.264 and AAC: what every player opens."""
    WEBM = "webm"
    """VP8 and Opus: free of patents."""


@dataclass(frozen=True, slots=True)
class Wish:
    cut: Cut = Cut.COMPOSED
    container: Container = Container.MP4
    facilitators_only: bool = False

    @property
    def word(self) -> str:
        """Return what tells this export of a recording from its others."""
        whose = "facilitators" if self.facilitators_only else "everyone"
        return f"{self.cut}-{self.container}-{whose}"

    @property
    def suffix(self) -> str:
        return _SUFFIXES[self.cut, self.container]

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self.suffix, self.cut is Cut.AUDIO]


_SUFFIXES: Final = {
    (Cut.COMPOSED, Container.MP4): ".mp4",
    (Cut.COMPOSED, Container.WEBM): ".webm",
    (Cut.AUDIO, Container.MP4): ".m4a",
    (Cut.AUDIO, Container.WEBM): ".webm",
    (Cut.TRACKS, Container.MP4): ".zip",
    (Cut.TRACKS, Container.WEBM): ".zip",
}

_CONTENT_TYPES: Final = {
    (".mp4", False): "video/mp4",
    (".webm", False): "video/webm",
    (".m4a", True): "audio/mp4",
    (".webm", True): "audio/webm",
    (".zip", False): "application/zip",
}


def check(wish: Wish, sheet: Sheet) -> None:
    """Refuse what cannot be made of this recording."""
    if sheet.scope is Scope.BREAKOUTS and wish.cut is not Cut.TRACKS:
        raise TracksOnly

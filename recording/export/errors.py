"""What can be wrong with an export.

* RecordingError
    * ExportError
        * TracksOnly      this recording cannot be shown in one picture
        * NothingToShow   nothing of what was asked for is there, or not any more
        * NoEncoder       this machine cannot make such a file
        * ExportFailed    making it came to an end before it was whole
"""

from typing import ClassVar

from recording.errors import RecordingError


class ExportError(RecordingError):
    code: ClassVar[str] = "export"


class TracksOnly(ExportError):
    """The breakouts were recorded side by side: one picture or mix would put rooms together."""

    code = "tracks-only"

    def __init__(self) -> None:
        super().__init__("breakouts were recorded side by side: ask for the tracks")


class NothingToShow(ExportError):
    code = "nothing-to-show"

    def __init__(self) -> None:
        super().__init__("nothing of it can be read: it was erased, or nobody was recorded")


class NoEncoder(ExportError):
    code = "no-encoder"

    def __init__(self) -> None:
        super().__init__("there is no H.264 encoder here: ask for webm")


class ExportFailed(ExportError):
    code = "export-failed"

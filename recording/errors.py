"""What can be wrong with a recording.

* RecordingError
    * RecorderUnavailable    nothing can be recorded now
    * NoRecording            there is none of that id
    * StillRunning           it is being written at this moment, by another process
    * Erased                 its keys were destroyed
    * Tampered               it is not what was written

``code`` is the word on the wire and in exit messages.  No sentence holds a key or a name.
"""

from typing import ClassVar


class RecordingError(Exception):
    code: ClassVar[str] = "recording"


class RecorderUnavailable(RecordingError):
    """Nobody may be asked: there would be nobody to keep what they agree to."""

    code = "recorder-unavailable"


class NoRecording(RecordingError):
    code = "no-recording"


class StillRunning(RecordingError):
    """Only its recorder may take things out of a recording that goes on."""

    code = "recording-running"


class Erased(RecordingError):
    """Its keys were destroyed: nobody can read it any more."""

    code = "erased"


class Tampered(RecordingError):
    """It is not what was written; `where` names the file and the place in it."""

    code = "tampered"

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what

"""The worker: a process that makes one export, seals it as it is made, and ends.

Its own process, so that it never shares the interpreter's lock with the packet path; and the last
in line for the processor, since nobody in a session may notice that somebody exports.
"""

import os
import sys
from pathlib import Path
from typing import BinaryIO, Final, cast

import av

from recording.errors import RecordingError
from recording.export import job as jobs
from recording.export.clock import WallClock
from recording.export.composing import Heading
from recording.export.errors import ExportFailed
from recording.export.job import Job, Report
from recording.export.making import make
from recording.export.shelf import Shelf
from recording.library import Library
from recording.privacy import forbid_core_dumps
from recording.space import Space

NICE: Final = 15  # of 19
_STEP: Final = 0.01  # of the work, between two reports


def work(job: Job) -> None:
    library = Library(Path(job.home), job.key)
    heading = Heading(job.title, WallClock())
    reel = library.reel(job.recording)
    reporter = _Reporter(Path(job.home))
    with Shelf(library).drafted(job.recording, job.wish, job.now) as draft:
        make(reel, job.wish, cast("BinaryIO", draft), heading, reporter.tell)


class _Reporter:
    """Says how far it is, and ends it before it takes what recordings need of the disk."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._said = -_STEP

    def tell(self, done: float) -> None:
        if done < self._said + _STEP:
            return
        if not Space().suffices_to_begin(self._home):
            raise ExportFailed("there is too little room on the disk")
        self._said = done
        say(Report(done))


def say(report: Report) -> None:
    sys.stdout.buffer.write(jobs.spelled(report))
    sys.stdout.buffer.flush()


def main() -> int:
    forbid_core_dumps()
    os.nice(NICE)
    job = jobs.heard(sys.stdin.buffer.read())
    try:
        work(job)
    except RecordingError as error:
        say(Report(code=error.code, said=str(error)))
        return 1
    except (av.error.FFmpegError, OSError) as error:
        say(Report(code=ExportFailed.code, said=error.strerror or type(error).__name__))
        return 1
    say(Report(1.0))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Making: one wish fulfilled, whichever it is."""

from typing import BinaryIO

from recording.export.composing import Heading, Progress, compose
from recording.export.tracks import bundle
from recording.export.wish import Cut, Wish, check
from recording.reel import Reel


def make(reel: Reel, wish: Wish, target: BinaryIO, heading: Heading, progress: Progress) -> None:
    """Write the export into `target`; raises `ExportError`, or what reading the reel raises."""
    check(wish, reel.sheet)
    if wish.cut is Cut.TRACKS:
        bundle(reel, wish, target, progress)
    else:
        compose(reel, wish, target, heading, progress)

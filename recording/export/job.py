"""A job: what a process that makes an export is told, and what it says.

It is told over a pipe, for it takes a key, which must be in no argument and no environment.
"""

import msgspec

from consent.ids import AskId
from recording.export.wish import Wish


class Job(msgspec.Struct, frozen=True):
    """`home` is of the library, `key` what the house wraps recordings' keys with."""

    home: str
    key: bytes
    recording: AskId
    wish: Wish
    title: str
    now: float
    """Seconds since 1970."""


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line: how much is done, or why it ended."""

    done: float = 0.0
    code: str = ""
    said: str = ""


def spelled(report: Report) -> bytes:
    return msgspec.json.encode(report) + b"\n"


def read(line: bytes) -> Report:
    return msgspec.json.decode(line, type=Report)


def told(job: Job) -> bytes:
    return msgspec.msgpack.encode(job)


def heard(data: bytes) -> Job:
    return msgspec.msgpack.decode(data, type=Job)

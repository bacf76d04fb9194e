"""The writer: a process of its own that keeps recordings, `python -m recording.writer FD HOME`.

It shares nothing with the packet path but a socket.  When that closes it finishes and goes: a
server that was killed loses what it had not sent, and nothing else.
"""

import contextlib
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Final

from recording.commands import (
    KEY_BYTES,
    Alive,
    ToRecorder,
    framed,
    reader_of_writer,
)
from recording.keeping import Keeping
from recording.privacy import forbid_core_dumps
from recording.space import Space
from recording.writer_lock import held

TICK: Final = 0.02
"""Seconds; a part of what a killed writer loses."""

ALIVE: Final = 1.0  # seconds
_BATCH: Final = 256 * 1024  # bytes
_PATIENCE: Final = 10.0
"""Seconds that the writer of a server which was killed may take to finish."""


class Line:
    """The writer's end of the socket."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection

    def key(self) -> bytes:
        key = b""
        while len(key) < KEY_BYTES:
            more = self._socket.recv(KEY_BYTES - len(key))
            if not more:
                raise SystemExit(0)
            key += more
        return key

    def tell(self, said: ToRecorder) -> None:
        # A recorder that is gone hears nothing; one that does not listen is no reason to wait.
        with contextlib.suppress(OSError):
            self._socket.send(framed(said), socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)

    def hear(self) -> bytes | None:
        """Return what came within a tick, nothing if nothing did, None at the end."""
        try:
            return self._socket.recv(_BATCH) or None
        except TimeoutError:
            return b""
        except ConnectionError:
            return None


def run(line: Line, home: Path, space: Space) -> None:
    keeping = Keeping(home, line.key(), space, line.tell)
    reader = reader_of_writer()
    tick = alive = 0.0
    try:
        while (data := line.hear()) is not None:
            now = time.monotonic()
            for said in reader.feed(data):
                keeping.handle(said, now)
            if now >= tick:
                tick = now + TICK
                keeping.tick(now)
            if now >= alive:
                alive = now + ALIVE
                line.tell(Alive())
    finally:
        keeping.close()


def main() -> None:
    forbid_core_dumps()
    # Ctrl-C and a service's stop are the server's to heed: it closes the socket when it is done.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    os.umask(0o077)
    descriptor, home, begin, end = sys.argv[1:]
    connection = socket.socket(fileno=int(descriptor))
    connection.settimeout(TICK)
    with held(Path(home), patience=_PATIENCE):
        run(Line(connection), Path(home), Space(int(begin), int(end)))


if __name__ == "__main__":
    main()

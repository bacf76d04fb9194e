"""The writer as its recorder sees it: a process at the other end of a socket."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from recording.commands import Packet, ToRecorder, reader_of_recorder
from recording.space import Space
from recording.writer_queue import Queue

FLUSH: Final = 0.01
"""Seconds in which packets gather before they are sent together: each sending wakes a process."""

_BATCH: Final = 256 * 1024  # bytes sent at once
_BUFFER: Final = 4 * 1024 * 1024  # bytes that the kernel may hold, if it lets us
_HEARD: Final = 64 * 1024  # bytes heard at once


class Child:
    """Started by `start`, in the running loop.  `lost` is called once, when it is gone."""

    def __init__(
        self, queue: Queue, heard: Callable[[ToRecorder], None], lost: Callable[[], None]
    ) -> None:
        self._queue = queue
        self._heard = heard
        self._lost = lost
        self._loop = asyncio.get_running_loop()
        self._reader = reader_of_recorder()
        self._rest = memoryview(b"")
        """What is being sent."""
        self._flush: asyncio.TimerHandle | None = None
        self._full = False
        self._drained = asyncio.Event()
        """Nothing waits to be sent."""
        ours, theirs = socket.socketpair()
        with theirs:
            ours.setblocking(False)  # noqa: FBT003 - the library's own
            with suppress(OSError):
                ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
            self._socket = ours
            self._theirs = theirs.detach()

    def start(self, home: Path, key: bytes, space: Space) -> None:
        command = [
            sys.executable,
            "-m",
            "recording.writer",
            str(self._theirs),
            str(home),
            str(space.begin),
            str(space.end),
        ]
        # Found wherever we were: it runs the same code, whatever the working directory.
        root = str(Path(__file__).parent.parent)
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                pass_fds=(self._theirs,),
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": path},
            )
        finally:
            os.close(self._theirs)
        self._rest = memoryview(key)
        self._loop.add_reader(self._socket, self._hear)
        self._send()

    @property
    def pid(self) -> int:
        return self._process.pid

    def stir(self) -> None:
        """Something was put into the queue."""
        self._drained.clear()
        if self._flush is None and not self._full:
            self._flush = self._loop.call_later(FLUSH, self._send)

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Kill it, and collect its exit whenever that comes: a disk may hold it for long."""
        self._process.kill()
        threading.Thread(target=self.reap, name="reaper", daemon=True).start()

    async def finish(self) -> None:
        """Let it finish what it has, and return when it has ended."""
        self._send()
        await self._drained.wait()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
        await self.gone()

    async def gone(self) -> None:
        """Return when the process has ended."""
        await asyncio.to_thread(self.reap)

    def reap(self) -> None:
        """Wait until the process has ended."""
        self._process.wait()

    def close(self) -> None:
        """Let go of the socket.  Twice is harmless."""
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        if self._socket.fileno() >= 0:
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
            self._socket.close()

    def _send(self) -> None:
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        try:
            while self._rest or self._queue:
                if not self._rest:
                    self._rest = memoryview(self._queue.take(_BATCH))
                self._rest = self._rest[self._socket.send(self._rest) :]
        except BlockingIOError:
            if not self._full:
                self._full = True
                self._loop.add_writer(self._socket, self._send)
            return
        except OSError:
            self._lose()
            return
        if self._full:
            self._full = False
            self._loop.remove_writer(self._socket)
        self._drained.set()

    def _hear(self) -> None:
        try:
            data = self._socket.recv(_HEARD)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose()
            return
        for said in self._reader.feed(data):
            assert not isinstance(said, Packet)
            self._heard(said)

    def _lose(self) -> None:
        self.close()
        self._drained.set()
        self._lost()

"""Sends datagrams at a fixed pace from a process of its own, so that the pace is nobody else's."""

import multiprocessing
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from random import Random
from typing import Final

from tests.support.checks import binding_request
from tests.support.records import FATAL_ALERT, client_hello

Address = tuple[str, int]
TICK: Final = 0.002  # seconds; what is sent at once is a burst of so long
SOURCES: Final = 16
_FORK: Final = multiprocessing.get_context("fork")  # the sockets go along


@contextmanager
def flooding(
    sockets: Sequence[socket.socket],
    datagrams: Sequence[bytes],
    to: Address,
    *,
    per_second: int,
    seconds: float,
) -> Iterator[None]:
    """Send `datagrams`, over and over, meanwhile; at the latest it ends after `seconds`."""
    process = _FORK.Process(target=_send, args=(sockets, datagrams, to, per_second, seconds))
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def strangers() -> list[socket.socket]:
    """Return sockets that nobody knows."""
    made = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(SOURCES)]
    for each in made:
        each.settimeout(0)
        each.bind(("127.0.0.1", 0))
    return made


def junk(rng: Random) -> list[bytes]:
    """Return some of everything that a stranger can think of."""
    check = binding_request("0" * 16, "x" * 48, rng=rng)
    return [
        junk
        for _ in range(64)
        for junk in (
            check,
            b"\0\1" + rng.randbytes(60),
            client_hello(rng.randbytes(32)),
            FATAL_ALERT,
            b"\x80\x6f" + rng.randbytes(100),
            b"\x80\x60" + rng.randbytes(1100),
            b"\x80\xc8" + rng.randbytes(60),
            b"\x80",
            rng.randbytes(40),
        )
    ]


def _send(
    sockets: Sequence[socket.socket],
    datagrams: Sequence[bytes],
    to: Address,
    per_second: int,
    seconds: float,
) -> None:
    began, sent = time.monotonic(), 0
    while (passed := time.monotonic() - began) < seconds:
        while sent < passed * per_second:
            with suppress(BlockingIOError):
                sockets[sent % len(sockets)].sendto(datagrams[sent % len(datagrams)], to)
            sent += 1
        time.sleep(TICK)

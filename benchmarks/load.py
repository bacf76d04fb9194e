"""The load client: `load.c`, compiled when it is needed, and what it is told and tells."""

import ctypes
import hashlib
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from socket import socket

import pylibsrtp
from pylibsrtp._binding import ffi, lib

SOURCE = Path(__file__).with_name("load.c")
CHECKED = 10  # one packet in so many is decrypted


@dataclass(frozen=True, slots=True)
class Stream:
    """What one SSRC of a simulated browser sends."""

    client: int
    ssrc: int
    mid: str
    rid: str
    payload_type: int
    size: int
    """Of the payload, in bytes."""
    per_second: float
    burst: int
    """Packets sent at once: a video frame."""
    ticks: int
    video: bool


@dataclass(frozen=True, slots=True)
class Totals:
    media: int
    control: int
    opened: int
    forged: int


class Load:
    """One at a time in a process: the C keeps it in static memory."""

    def __init__(self) -> None:
        self._c = ctypes.CDLL(str(_compiled()))
        self._c.load_sent.restype = ctypes.c_uint64
        self._c.load_client.argtypes = [
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        self._c.load_stream.argtypes = [
            ctypes.c_int,
            ctypes.c_uint32,
            ctypes.c_char_p,
            ctypes.c_char,
            ctypes.c_int,
            ctypes.c_int,
            ctypes.c_double,
            ctypes.c_int,
            ctypes.c_uint32,
            ctypes.c_int,
            ctypes.c_int,
        ]
        self._c.load_run.argtypes = [ctypes.c_double, ctypes.c_int]
        self._c.load_cipher.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self._c.load_cipher(_pointer("srtp_protect"), _pointer("srtp_unprotect"))
        self._c.load_reset()
        self._clients = 0
        self._streams = 0

    def client(
        self, sock: socket, port: int, outbound: pylibsrtp.Session, inbound: pylibsrtp.Session
    ) -> None:
        """Add a browser; the socket and both sessions must outlive the load."""
        self._c.load_client(
            sock.fileno(), b"127.0.0.1", port, _context(outbound), _context(inbound)
        )
        self._clients += 1

    def stream(self, stream: Stream) -> None:
        self._c.load_stream(
            stream.client,
            stream.ssrc,
            stream.mid.encode(),
            stream.rid.encode() or b"\0",
            stream.payload_type,
            stream.size,
            stream.per_second,
            stream.burst,
            stream.ticks,
            stream.video,
            round(stream.per_second / stream.burst),  # a key frame each second
        )
        self._streams += 1

    def run(self, seconds: float) -> None:
        """Send and drain for so long, and then until nothing has come for 0.2 s."""
        self._c.load_run(seconds, CHECKED)

    def sent(self) -> list[int]:
        return [self._c.load_sent(n) for n in range(self._streams)]

    def totals(self) -> Totals:
        numbers = (ctypes.c_uint64 * 5)()
        media = control = opened = forged = 0
        for client in range(self._clients):
            self._c.load_counts(client, numbers)
            media += numbers[0]
            control += numbers[1]
            opened += numbers[3]
            forged += numbers[4]
        return Totals(media, control, opened, forged)


def _compiled() -> Path:
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    built = Path(tempfile.gettempdir()) / f"holdspace-load-{digest}.so"
    if not built.exists():
        command = ["gcc", "-O2", "-Wall", "-shared", "-fPIC", str(SOURCE), "-o", str(built)]
        subprocess.run(command, check=True)
    return built


def _pointer(name: str) -> int:
    return int(ffi.cast("uintptr_t", ffi.addressof(lib, name)))


def _context(session: pylibsrtp.Session) -> int:
    return int(ffi.cast("uintptr_t", session._srtp[0]))

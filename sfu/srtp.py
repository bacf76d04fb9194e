"""The seam to pylibsrtp: SRTP and SRTCP (RFC 3711, RFC 7714) at the price of a call.

pylibsrtp's public API refuses more than 1356 bytes, raises on a forged packet and copies once more
than we need, so we call its binding with buffers of our own.  The binding is private: the version
is pinned, and ``tests/contract/test_srtp_seam.py`` holds it to known vectors.  RTP and RTCP have a
session each, so that neither makes the other's search for an SSRC longer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NewType

from pylibsrtp import Policy
from pylibsrtp._binding import ffi, lib

from sfu.pump import SrtpKeys

WINDOW: Final = 1024
"""Packets of replay window: what a retransmission may be late by (RFC 3711, section 3.3.2)."""

DATAGRAM_MOST: Final = 1500  # bytes; a browser sends at most about 1250
ROOM: Final = 2048
"""Bytes in a work buffer: a datagram, our own header extensions, a tag and an index."""

_PROFILES: Final = {
    "AEAD_AES_128_GCM": (Policy.SRTP_PROFILE_AEAD_AES_128_GCM, 28),
    "AES128_CM_SHA1_80": (Policy.SRTP_PROFILE_AES128_CM_SHA1_80, 30),
}

Context = NewType("Context", object)
"""One direction of RTP or RTCP under one key: libsrtp's own, which frees itself."""

Open = Callable[[Context, bytes], bytes | None]
"""Return what is inside a datagram, or None if it is forged, replayed or cut."""

Seal = Callable[[Context, int], bytes | None]
"""Return the first so many bytes of the workbench, protected, or None if libsrtp will not."""


class Workbench:
    """The buffer in which packets are made and, in place, protected; one serves a pump."""

    __slots__ = ("open_rtcp", "open_rtp", "seal_rtcp", "seal_rtp", "view")

    def __init__(self) -> None:
        room = ffi.buffer(ffi.new("unsigned char[]", ROOM))
        self.view: Final = memoryview(room).cast("B")
        """What is to be protected is written here."""
        self.open_rtp: Final = _opener(lib.srtp_unprotect, room)
        self.open_rtcp: Final = _opener(lib.srtp_unprotect_rtcp, room)
        self.seal_rtp: Final = _sealer(lib.srtp_protect, room)
        self.seal_rtcp: Final = _sealer(lib.srtp_protect_rtcp, room)

    def put(self, data: bytes) -> int:
        """Write `data` at the beginning; return its size."""
        self.view[: len(data)] = data
        return len(data)


@dataclass(frozen=True, slots=True)
class Cipher:
    """The two directions of an endpoint, media and control apart."""

    inbound: Context
    inbound_rtcp: Context
    outbound: Context
    outbound_rtcp: Context


def cipher(keys: SrtpKeys) -> Cipher:
    """Return the cipher for `keys`.

    Keys that do not fit their profile are our own mistake: ValueError.
    """
    return Cipher(
        inbound=_context(keys, inbound=True),
        inbound_rtcp=_context(keys, inbound=True),
        outbound=_context(keys, inbound=False),
        outbound_rtcp=_context(keys, inbound=False),
    )


def _context(keys: SrtpKeys, *, inbound: bool) -> Context:
    try:
        profile, size = _PROFILES[keys.profile]
    except KeyError:
        raise ValueError(f"no such SRTP profile: {keys.profile}") from None
    key = keys.receive if inbound else keys.send
    if len(key) != size:
        raise ValueError(f"{keys.profile} wants {size} bytes of key and salt, not {len(key)}")
    ssrcs = Policy.SSRC_ANY_INBOUND if inbound else Policy.SSRC_ANY_OUTBOUND
    policy = Policy(key=key, ssrc_type=ssrcs, srtp_profile=profile)
    policy.window_size = WINDOW
    # libsrtp would refuse to protect a number twice.  A voice that is asked for again is: the
    # same packet to the bit.
    policy.allow_repeat_tx = True
    made = ffi.new("srtp_t *")
    status = lib.srtp_create(made, policy._policy)  # noqa: SLF001
    assert status == 0, "libsrtp refuses only policies that are our mistake"
    return Context(ffi.gc(made[0], lib.srtp_dealloc))


# Any: functions of C, which the binding does not type.
def _opener(unprotect: Any, room: Any) -> Open:
    cdata, length = ffi.from_buffer(room), ffi.new("int *")

    def open_(context: Context, data: bytes) -> bytes | None:
        size = len(data)
        if size > DATAGRAM_MOST:
            return None
        room[0:size] = data
        length[0] = size
        if unprotect(context, cdata, length):
            return None
        plain: bytes = room[0 : length[0]]
        return plain

    return open_


def _sealer(protect: Any, room: Any) -> Seal:
    cdata, length = ffi.from_buffer(room), ffi.new("int *")

    def seal(context: Context, size: int) -> bytes | None:
        length[0] = size
        if protect(context, cdata, length):
            return None
        sealed: bytes = room[0 : length[0]]
        return sealed

    return seal

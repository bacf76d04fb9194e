"""The seam to pylibsrtp: SRTP and SRTCP (RFC 3711, RFC 7714) at the price of a call.

pylibsrtp's public API refuses more than 1356 bytes, raises on a forged packet and copies once more
than we need, so we call its binding with buffers of our own.  The binding is private: the version
is pinned, and ``tests/contract/test_srtp_seam.py`` holds it to known vectors.  RTP and RTCP have a
session each, so that neither makes the other's search for an SSRC longer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pylibsrtp import Policy, Session
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

Open = Callable[[bytes], bytes | None]
"""Return what is inside a datagram, or None if it is forged, replayed or cut."""

Seal = Callable[[int], bytes | None]
"""Return the first so many bytes of the workbench, protected, or None if libsrtp will not."""


class Workbench:
    """The buffer in which packets are made and, in place, protected; one serves a pump."""

    __slots__ = ("bytes", "cdata", "length", "view")

    def __init__(self) -> None:
        self.cdata = ffi.new("unsigned char[]", ROOM)
        self.length = ffi.new("int *")
        self.bytes = ffi.buffer(self.cdata)
        self.view = memoryview(self.bytes).cast("B")


@dataclass(frozen=True, slots=True)
class Cipher:
    """The two directions of an endpoint, media and control apart."""

    open_rtp: Open
    open_rtcp: Open
    seal_rtp: Seal
    seal_rtcp: Seal


def cipher(keys: SrtpKeys, bench: Workbench) -> Cipher:
    """Return the cipher for `keys`.

    Keys that do not fit their profile are our own mistake: ValueError.
    """
    return Cipher(
        open_rtp=_opener(lib.srtp_unprotect, _session(keys, inbound=True), bench),
        open_rtcp=_opener(lib.srtp_unprotect_rtcp, _session(keys, inbound=True), bench),
        seal_rtp=_sealer(lib.srtp_protect, _session(keys, inbound=False), bench),
        seal_rtcp=_sealer(lib.srtp_protect_rtcp, _session(keys, inbound=False), bench),
    )


def _session(keys: SrtpKeys, *, inbound: bool) -> Session:
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
    # libsrtp would refuse to protect a sequence number twice.  We never do, but a late packet
    # that overtakes its retransmission must not depend on it.
    policy.allow_repeat_tx = True
    return Session(policy)


# Any: functions of C, which the binding does not type.
def _opener(unprotect: Any, session: Session, bench: Workbench) -> Open:
    context, cdata, length, inside = session._srtp[0], bench.cdata, bench.length, bench.bytes  # noqa: SLF001

    def open_(data: bytes) -> bytes | None:
        size = len(data)
        if size > DATAGRAM_MOST:
            return None
        inside[0:size] = data
        length[0] = size
        if unprotect(context, cdata, length):
            return None
        plain: bytes = inside[0 : length[0]]
        return plain

    # The session frees its context when it is collected, so it must live as long as the function.
    open_.session = session  # type: ignore[attr-defined]
    return open_


def _sealer(protect: Any, session: Session, bench: Workbench) -> Seal:
    context, cdata, length, inside = session._srtp[0], bench.cdata, bench.length, bench.bytes  # noqa: SLF001

    def seal(size: int) -> bytes | None:
        length[0] = size
        if protect(context, cdata, length):
            return None
        sealed: bytes = inside[0 : length[0]]
        return sealed

    seal.session = session  # type: ignore[attr-defined]
    return seal

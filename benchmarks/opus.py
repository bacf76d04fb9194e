"""Opus as browsers use it: the system's libopus (RFC 6716), through ctypes.

encoder = Encoder()
encoder.expect_loss(0.2)
packet = encoder.encode(samples)          # None while nothing is said (DTX)
Decoder().decode(packet)
"""

import ctypes
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 48_000  # Hz
FRAME: Final = 960  # samples: 20 ms, as browsers send
BITS: Final = 32_000  # a second, libwebrtc's usual for one full-band channel
COMPLEXITY: Final = 9  # libwebrtc's on a desktop

Samples = NDArray[np.int16]

_VOIP: Final = 2048
_SET_BITRATE: Final = 4002
_SET_COMPLEXITY: Final = 4010
_SET_INBAND_FEC: Final = 4012
_SET_LOSS: Final = 4014
_SET_DTX: Final = 4016
_GET_LOOKAHEAD: Final = 4027

_MOST: Final = 1500  # bytes of a packet
_HEADER_ONLY: Final = 2  # bytes: nothing is said in it


class Absent(Exception):
    """Something of the system's that is needed here is not installed."""


@cache
def library() -> Any:
    """Return libopus, or raise `Absent`."""
    try:
        opus = ctypes.CDLL("libopus.so.0")
    except OSError as error:
        raise Absent("There is no libopus here: apt-get install libopus0") from error
    opus.opus_encoder_create.restype = ctypes.c_void_p
    opus.opus_decoder_create.restype = ctypes.c_void_p
    opus.opus_encoder_destroy.argtypes = [ctypes.c_void_p]
    opus.opus_decoder_destroy.argtypes = [ctypes.c_void_p]
    opus.opus_encode.argtypes = [
        ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int32,
    ]  # fmt: skip
    opus.opus_decode.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32, ctypes.c_void_p, ctypes.c_int,
        ctypes.c_int,
    ]  # fmt: skip
    return opus


class Encoder:
    """One voice, with in-band FEC and DTX, as our offer asks for both."""

    def __init__(self) -> None:
        error = ctypes.c_int()
        self._state = library().opus_encoder_create(RATE, 1, _VOIP, ctypes.byref(error))
        assert error.value == 0, "a mono encoder can always be made"
        self._packet = ctypes.create_string_buffer(_MOST)
        self._is_silent = False
        self._set(_SET_BITRATE, BITS)
        self._set(_SET_COMPLEXITY, COMPLEXITY)
        self._set(_SET_INBAND_FEC, 1)
        self._set(_SET_DTX, 1)

    def __del__(self) -> None:
        library().opus_encoder_destroy(self._state)

    @property
    def lookahead(self) -> int:
        """Samples by which what is decoded comes later."""
        told = ctypes.c_int32()
        library().opus_encoder_ctl(ctypes.c_void_p(self._state), _GET_LOOKAHEAD, ctypes.byref(told))
        return told.value

    def expect_loss(self, share: float) -> None:
        """Say how much is lost on the way: with it grow the frames that repeat the one before."""
        self._set(_SET_LOSS, int(share * 100 + 0.5))

    def encode(self, samples: Samples) -> bytes | None:
        """Return the packet of 20 ms; None while nothing is said, but for the first of those."""
        size = library().opus_encode(self._state, samples.ctypes.data, FRAME, self._packet, _MOST)
        assert size > 0, "20 ms can always be encoded"
        was_silent, self._is_silent = self._is_silent, size <= _HEADER_ONLY
        return None if was_silent and self._is_silent else self._packet.raw[:size]

    def _set(self, what: int, value: int) -> None:
        refused = library().opus_encoder_ctl(ctypes.c_void_p(self._state), what, value)
        assert not refused, "libopus knows what RFC 7587 has a parameter for"


class Decoder:
    """What was said, or what a listener is given where it is lost."""

    def __init__(self) -> None:
        error = ctypes.c_int()
        self._state = library().opus_decoder_create(RATE, 1, ctypes.byref(error))
        assert error.value == 0, "a mono decoder can always be made"

    def __del__(self) -> None:
        library().opus_decoder_destroy(self._state)

    def decode(self, packet: bytes) -> Samples:
        return self._decode(packet, before=False)

    def decode_before(self, packet: bytes) -> Samples:
        """Return the frame before `packet`, which it repeats in brief if there was time for it."""
        return self._decode(packet, before=True)

    def conceal(self) -> Samples:
        """Return 20 ms made of what was heard so far."""
        return self._decode(None, before=False)

    def _decode(self, packet: bytes | None, *, before: bool) -> Samples:
        samples = np.zeros(FRAME, np.int16)
        size = 0 if packet is None else len(packet)
        made = library().opus_decode(
            self._state, packet, size, samples.ctypes.data, FRAME, int(before)
        )
        assert made == FRAME, "packets are of 20 ms"
        return samples


def repeats(packet: bytes) -> bool:
    """Return whether `packet` holds its predecessor in brief (in-band FEC).

    In a mono packet with one frame of 20 ms it is the second bit behind the first byte, if the
    frame has a SILK part at all (RFC 6716, sections 3.1 and 4.2.4).
    """
    configuration, count = packet[0] >> 3, packet[0] & 3
    is_celt = configuration >= 16
    return not is_celt and count == 0 and len(packet) > 1 and bool(packet[1] & 0x40)

"""The two encodings of the protocol, chosen by subprotocol: MessagePack, and JSON for debugging."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from signaling.errors import BadMessage
from signaling.messages import Envelope, Message


@dataclass(frozen=True, slots=True)
class Wire:
    """One encoding.  `binary` says which kind of WebSocket frame it travels in."""

    subprotocol: str
    binary: bool
    encode: Callable[[object], bytes]
    _message: Callable[[bytes], Message]
    _envelope: Callable[[bytes], Envelope]

    def decode(self, frame: bytes | str) -> Message:
        """Return the message in `frame`, or raise BadMessage."""
        if isinstance(frame, bytes) is not self.binary:
            raise BadMessage(f"{self.subprotocol} is not spoken in frames of this kind")
        try:
            return self._message(_octets(frame))
        except msgspec.MsgspecError as error:
            raise BadMessage(f"not a message of this protocol: {error}") from None
        except (RecursionError, UnicodeError):
            raise BadMessage("not a message of this protocol") from None

    def request_id(self, frame: bytes | str) -> int | None:
        """Return the `id` of a frame that is no message, if it has a usable one."""
        try:
            return self._envelope(_octets(frame)).id
        except (msgspec.MsgspecError, RecursionError, UnicodeError):
            return None


MSGPACK: Final = Wire(
    subprotocol="holdspace.v1.msgpack",
    binary=True,
    encode=msgspec.msgpack.encode,
    _message=msgspec.msgpack.Decoder(Message).decode,
    _envelope=msgspec.msgpack.Decoder(Envelope).decode,
)

JSON: Final = Wire(
    subprotocol="holdspace.v1.json",
    binary=False,
    encode=msgspec.json.encode,
    _message=msgspec.json.Decoder(Message).decode,
    _envelope=msgspec.json.Decoder(Envelope).decode,
)

WIRES: Final = {wire.subprotocol: wire for wire in (MSGPACK, JSON)}
"""In order of preference."""


def _octets(frame: bytes | str) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame

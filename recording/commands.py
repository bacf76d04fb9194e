"""What is said between a recorder and its writer, over a socket between the two.

Frames: four bytes of length, then either a packet (the topmost bit of the length is set) or a
command in MessagePack.  Packets go by numbers that stand for whose and which they are.
"""

from collections.abc import Iterator
from struct import Struct
from typing import Final, Generic, TypeVar

import msgspec

from consent.ids import AskId
from recording.mark import Mark
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId
from sfu.ids import Source

KEY_BYTES: Final = 32
"""The house's key comes first, as it is: in no frame, and so in nothing that is ever shown."""

_LENGTH: Final = Struct("!I")
_PACKET: Final = 1 << 31
_ROUTE: Final = Struct("!IId")  # the length, which way, and when it arrived
_BODY: Final = Struct("!Id")


class Command(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """Whatever is said, beside packets."""


class Ready(Command, frozen=True):
    """Could a recording begin?  Answered by `Done`."""

    number: int


class Open(Command, frozen=True):
    sheet: Sheet
    people: dict[ParticipantId, Portrait]
    mark: Mark


class Way(Command, frozen=True):
    """From now on this number stands for that."""

    number: int
    recording: AskId
    owner: ParticipantId
    source: Source


class Missed(Command, frozen=True):
    """Packets that found the queue full."""

    way: int
    begin: float
    end: float
    count: int


class Shut(Command, frozen=True):
    recording: AskId
    mark: Mark


class End(Command, frozen=True):
    recording: AskId
    mark: Mark


class Erase(Command, frozen=True):
    """Answered by `Done`."""

    number: int
    recording: AskId
    owner: ParticipantId | None
    mark: Mark


class Done(Command, frozen=True):
    """What was asked is done, or why not."""

    number: int
    fault: str = ""


class Failed(Command, frozen=True):
    """A recording had to be given up.  What there is of it is whole."""

    recording: AskId
    why: str


class Alive(Command, frozen=True):
    """Said every second."""


class Packet(msgspec.Struct, frozen=True):
    """A packet as it is read from the socket."""

    way: int
    arrived: float
    plain: bytes


ToWriter = Ready | Open | Way | Missed | Shut | End | Erase
ToRecorder = Done | Failed | Alive

_ENCODER: Final = msgspec.msgpack.Encoder()
_T = TypeVar("_T")


def framed(command: Command) -> bytes:
    body = _ENCODER.encode(command)
    return _LENGTH.pack(len(body)) + body


def framed_packet(way: int, arrived: float, plain: bytes) -> bytes:
    return _ROUTE.pack(_PACKET | _BODY.size + len(plain), way, arrived) + plain


class Reader(Generic[_T]):
    """Takes bytes as they come; yields what is whole."""

    def __init__(self, kinds: object) -> None:
        """`kinds` is the union of the commands that are expected."""
        self._decoder: msgspec.msgpack.Decoder[_T] = msgspec.msgpack.Decoder(kinds)
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[_T | Packet]:
        data = self._rest + data
        at, size = 0, len(data)
        while at + _LENGTH.size <= size:
            (word,) = _LENGTH.unpack_from(data, at)
            begin = at + _LENGTH.size
            end = begin + (word & ~_PACKET)
            if end > size:
                break
            if word & _PACKET:
                way, arrived = _BODY.unpack_from(data, begin)
                yield Packet(way, arrived, data[begin + _BODY.size : end])
            else:
                yield self._decoder.decode(data[begin:end])
            at = end
        self._rest = data[at:]


def reader_of_writer() -> "Reader[ToWriter]":
    return Reader(ToWriter)


def reader_of_recorder() -> "Reader[ToRecorder]":
    return Reader(ToRecorder)

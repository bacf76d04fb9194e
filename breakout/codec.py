"""How a history of meetings is written: `["met", version, fields]` in MessagePack.

An identity is written once, and numbered by its place in the list.
"""

from itertools import pairwise
from typing import Final

import msgspec

from breakout.errors import UnreadableMet
from breakout.met import Met
from breakout.pair import pair
from breakout.part import Part
from rooms.ids import Identity

TAG: Final = "met"
VERSION: Final = 1


class _Written(msgspec.Struct, frozen=True):
    people: list[str]
    meetings: list[tuple[int, int, list[int]]]
    """The numbers of two, the lower first, and the sessions in which they met."""
    parts: list[tuple[int, Part, list[int]]]


_ENCODER: Final = msgspec.msgpack.Encoder()
_ENVELOPE: Final = msgspec.msgpack.Decoder(tuple[str, int, msgspec.Raw])
_FIELDS: Final = msgspec.msgpack.Decoder(_Written)


def encode(met: Met) -> bytes:
    """Write it; what is equal is written alike."""
    people = sorted({id_ for both in met.meetings for id_ in both} | {id_ for id_, _ in met.parts})
    number = {id_: at for at, id_ in enumerate(people)}
    meetings = sorted((number[a], number[b], list(times)) for (a, b), times in met.meetings.items())
    parts = sorted((number[id_], part, list(times)) for (id_, part), times in met.parts.items())
    return _ENCODER.encode((TAG, VERSION, _Written([*people], meetings, parts)))


def decode(data: bytes) -> Met:
    """Read it, or raise `UnreadableMet`: also for what a newer version wrote."""
    try:
        tag, version, fields = _ENVELOPE.decode(data)
        if (tag, version) != (TAG, VERSION):
            raise UnreadableMet(f"no reader for {tag!r} in version {version}")
        written = _FIELDS.decode(fields)
    except (msgspec.MsgspecError, UnicodeError) as exc:
        raise UnreadableMet("not a history of meetings") from exc
    return _checked(written)


def _checked(written: _Written) -> Met:
    people = [Identity(id_) for id_ in written.people]
    known = range(len(people))
    if len(set(people)) < len(people):
        raise UnreadableMet("somebody is listed twice")
    if any(a not in known or b not in known or a == b for a, b, _ in written.meetings):
        raise UnreadableMet("a meeting of nobody")
    if any(id_ not in known for id_, _, _ in written.parts):
        raise UnreadableMet("a part of nobody")
    meetings = {pair(people[a], people[b]): tuple(times) for a, b, times in written.meetings}
    parts = {(people[id_], part): tuple(times) for id_, part, times in written.parts}
    if len(meetings) < len(written.meetings) or len(parts) < len(written.parts):
        raise UnreadableMet("listed twice")
    if not all(_rises(times) for times in (*meetings.values(), *parts.values())):
        raise UnreadableMet("sessions out of order")
    return Met(meetings, parts)


def _rises(times: tuple[int, ...]) -> bool:
    return bool(times) and all(a <= b for a, b in pairwise(times))

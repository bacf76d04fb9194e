"""Tracks: a file for each source of each person, as it was sent, and the manifest, in a ZIP.

Nothing is decoded.  All files begin when the recording did, so that they lie beside each other in
an editor; where the gate was shut, they have a hole of that length.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, Final, cast
from zipfile import ZIP_STORED, ZipFile

import av
import msgspec

from recording.export import reading
from recording.export.cast import Member
from recording.export.cast import cast as cast_of
from recording.export.errors import NothingToShow
from recording.export.wish import Wish
from recording.reel import Reel, Take
from sfu.ids import Source

if TYPE_CHECKING:  # They take parameters in their stubs only.
    from av.packet import Packet
    from av.stream import Stream

MANIFEST: Final = "manifest.json"
_MILLISECOND: Final = Fraction(1, 1000)
_UNFIT: Final = re.compile(r"[^\w .-]+")
"""What file systems of other people's machines stumble over."""


def bundle(reel: Reel, wish: Wish, target: BinaryIO, progress: Callable[[float], None]) -> None:
    """Write the ZIP into `target`."""
    strips = [
        (member, source, takes)
        for member in cast_of(reel, wish)
        for source in Source
        if (takes := member.of(source))
    ]
    if not strips:
        raise NothingToShow
    began = reel.intervals[0].opened.at
    with ZipFile(cast("BinaryIO", _Forward(target)), "w", ZIP_STORED) as bundled:
        listed = []
        for number, (member, source, takes) in enumerate(strips):
            name = f"{_named(member)} {source}.webm"
            with bundled.open(name, "w", force_zip64=True) as file:
                _join(takes, began, cast("BinaryIO", file))
            listed.append(_described(name, member, source, takes))
            progress((number + 1) / len(strips))
        bundled.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(_told(reel, listed))))


class _Forward:
    """A file that is only written on: a ZIP then says sizes behind each entry, not before it."""

    def __init__(self, target: BinaryIO) -> None:
        self.write: Final = target.write
        self.flush: Final = target.flush


def _join(takes: Sequence[Take], began: float, target: BinaryIO) -> None:
    """Copy packets of all takes into one file."""
    with av.open(target, "w", format="webm") as out:
        for take in takes:
            offset = round((take.began - began) / _MILLISECOND)
            for packet in reading.packets(take):
                if not out.streams:
                    out.add_stream_from_template(packet.stream)
                if packet.pts is not None:
                    packet.pts = packet.dts = offset + _in_milliseconds(packet.pts, packet)
                    packet.time_base = _MILLISECOND
                    packet.stream = out.streams[0]
                    out.mux(packet)


def _in_milliseconds(time: int, packet: "Packet[Stream]") -> int:
    return round(time * packet.time_base / _MILLISECOND)


def _named(member: Member) -> str:
    name = _UNFIT.sub("_", member.portrait.name).strip(" .") or "someone"
    return f"{member.portrait.seat + 1:02} {name}"


def _described(
    name: str, member: Member, source: Source, takes: Sequence[Take]
) -> dict[str, object]:
    return {
        "file": name,
        "name": member.portrait.name,
        "role": member.portrait.role,
        "pseudonym": member.portrait.pseudonym.hex(),
        "source": source,
        "takes": [
            {"began": take.began, "ended": take.ended, "gaps": [list(gap) for gap in take.gaps]}
            for take in takes
        ],
    }


def _told(reel: Reel, listed: list[dict[str, object]]) -> dict[str, object]:
    """Return what the manifest says: with it, the ledger tells by whose leave this was recorded."""
    return {
        "recording": reel.sheet.recording,
        "room": reel.sheet.room,
        "scope": reel.sheet.scope,
        "tracks": reel.sheet.tracks,
        "intervals": [
            {
                moved: {
                    "at": mark.at,
                    "ledger_size": mark.size,
                    "ledger_head": mark.head.hex(),
                }
                for moved, mark in (("opened", interval.opened), ("shut", interval.shut))
            }
            for interval in reel.intervals
        ],
        "files": listed,
    }

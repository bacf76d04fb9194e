"""The manifest: what a recording holds, and where the ledger stood whenever its gate moved.

It is sealed under the recording's key.  Portraits in it are sealed again, each under a key of its
owner, and fall with what was recorded of them.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consent.ids import AskId
from recording.errors import Tampered
from recording.mark import Mark
from recording.sheet import Portrait, Sheet
from rooms.ids import ParticipantId
from sfu.ids import Source

FORM: Final = 1
"""Of what is written; a reader refuses those it does not know."""

PORTRAIT: Final = "portrait"
"""The part of an owner that their portrait is sealed as."""

_NONCE: Final = 12  # bytes; random: one manifest a second for hours, under one key


@dataclass(frozen=True, slots=True)
class Opening:
    """An interval; `shut` is None while the gate is open, or if a crash cut it off."""

    opened: Mark
    shut: Mark | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """From here on pictures have this size: another layer, or another window."""

    at: float
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One file.  Times are session times."""

    number: int
    owner: ParticipantId
    source: Source
    interval: int
    began: float
    """When what has time stamp 0 in it arrived."""
    ended: float
    size: int = 0
    """Bytes of the file, as far as they were written when this was."""
    lost: int = 0
    """Packets."""
    gaps: tuple[tuple[float, float], ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    sheet: Sheet
    portraits: Mapping[ParticipantId, bytes]
    """Sealed: see `opened_portrait`."""
    intervals: tuple[Opening, ...]
    segments: tuple[Segment, ...]
    ended: Mark | None = None
    """None while it goes on, and if a crash ended it."""
    form: int = FORM


_ENCODER: Final = msgspec.msgpack.Encoder()
_MANIFEST: Final = msgspec.msgpack.Decoder(Manifest)
_PORTRAIT: Final = msgspec.msgpack.Decoder(Portrait)


def sealed(manifest: Manifest, key: bytes) -> bytes:
    return _seal(key, _ENCODER.encode(manifest), f"manifest {manifest.sheet.recording}")


def opened(box: bytes, key: bytes, recording: AskId) -> Manifest:
    """Return what was sealed, or raise `Tampered`."""
    try:
        manifest = _MANIFEST.decode(_open(key, box, f"manifest {recording}"))
    except msgspec.MsgspecError:
        raise Tampered("manifest", "it was written by another version") from None
    if manifest.form != FORM:
        raise Tampered("manifest", "it was written by another version")
    return manifest


def sealed_portrait(portrait: Portrait, key: bytes, owner: ParticipantId) -> bytes:
    return _seal(key, _ENCODER.encode(portrait), f"portrait {owner}")


def opened_portrait(box: bytes, key: bytes, owner: ParticipantId) -> Portrait:
    return _PORTRAIT.decode(_open(key, box, f"portrait {owner}"))


def merged(
    gaps: Iterable[tuple[float, float]], *, apart: float = 0.0
) -> tuple[tuple[float, float], ...]:
    """Return gaps in order, each more than that many seconds apart from the next."""
    whole: list[tuple[float, float]] = []
    for begin, end in sorted(gaps):
        if whole and begin - whole[-1][1] <= apart:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((begin, end))
    return tuple(whole)


def _seal(key: bytes, plain: bytes, place: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def _open(key: bytes, box: bytes, place: str) -> bytes:
    try:
        return AESGCM(key).decrypt(box[:_NONCE], box[_NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise Tampered(place.split(maxsplit=1)[0], "it is not what was written") from None

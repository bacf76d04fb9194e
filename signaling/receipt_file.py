"""A receipt as a file: the bytes themselves, or the JSON that the page saves."""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

LIMIT: Final = 16 * 1024 * 1024
"""Bytes: the entries of years."""

PublicKey = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Saved(Struct, frozen=True):
    """What the page saves; `key` is what it was told, which proves nothing by itself."""

    holdspace: Literal["recording receipt"]
    receipts: tuple[bytes, ...]
    key: PublicKey
    room: str = ""


class NoReceiptFile(ValueError):
    """The sentence says what is wrong."""


def receipts_in(data: bytes) -> tuple[bytes, ...]:
    """Return the receipts in a file; whether they prove anything is another question."""
    if len(data) > LIMIT:
        raise NoReceiptFile("it is far too large")
    if not data.lstrip().startswith(b"{"):
        return (data,)
    try:
        return msgspec.json.decode(data, type=Saved).receipts
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as exc:
        raise NoReceiptFile(f"it is not what the page saves: {exc}") from exc

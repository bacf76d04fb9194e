"""A ledger's entries: what was agreed to and what was done, with no personal data.

People are pseudonyms.  Times are whole milliseconds since 1970.  An entry of a kind that has been
written is read for ever: a kind that changes its meaning becomes a new one.
"""

from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from consent.canonical import digest, spelled
from consent.ids import AskId
from consent.outcome import Outcome
from consent.terms import Scope, Tracks, Viewer

FORMAT: Final = 1

Digest = Annotated[bytes, Meta(min_length=32, max_length=32)]
Pseudonym = Annotated[bytes, Meta(min_length=16, max_length=16)]
Salt = Annotated[bytes, Meta(min_length=16, max_length=16)]
Place = Annotated[int, Meta(ge=0, lt=2**53)]
"""Where in the ledger: the first entry is at 0.  A browser counts as far."""
Moment = Annotated[int, Meta(ge=-(2**53), lt=2**53)]


class Joined(Struct, frozen=True, array_like=True, tag="joined"):
    """Someone's browser brought the key by which it signs; its fingerprint is SHA-256."""

    who: Pseudonym
    fingerprint: Digest


class Asked(Struct, frozen=True, array_like=True, tag="asked"):
    """`by` is None when it was the API; `digest` is of these terms in the words of `wording`."""

    ask: AskId
    by: Pseudonym | None
    digest: Digest
    wording: int
    scope: Scope
    tracks: Tracks
    until: Moment | None
    retention: int
    viewers: tuple[Viewer, ...]


class Yes(Struct, frozen=True, array_like=True, tag="yes"):
    """The browser's own signature, and the key it verifies by."""

    ask: AskId
    who: Pseudonym
    key: bytes
    signature: bytes


class NoYes(Struct, frozen=True, array_like=True, tag="no-yes"):
    """A no, a yes taken back before it counted, or silence: a ledger makes no difference.

    So not even whoever can open the pseudonyms learns who refused and who was silent.
    """

    ask: AskId
    who: Pseudonym


class Settled(Struct, frozen=True, array_like=True, tag="settled"):
    ask: AskId
    outcome: Outcome


class Present(Struct, frozen=True, array_like=True, tag="present"):
    """These are all of whom is recorded when the gate opens next, or while it is open."""

    ask: AskId
    people: tuple[Pseudonym, ...]


class Moved(Struct, frozen=True, array_like=True, tag="gate"):
    ask: AskId
    open: bool


class Withdrawn(Struct, frozen=True, array_like=True, tag="withdrawn"):
    """Who took a yes back.  There is one before every end, and None is nobody.

    Else the length of the ledger would tell why a recording ended.
    """

    ask: AskId
    who: Pseudonym | None


class Ended(Struct, frozen=True, array_like=True, tag="ended"):
    """The recording ended; why, nobody reads here."""

    ask: AskId


class Erased(Struct, frozen=True, array_like=True, tag="erased"):
    """The keys of what there was of somebody are destroyed; None: of all of the recording."""

    ask: AskId
    who: Pseudonym | None


class Exported(Struct, frozen=True, array_like=True, tag="exported"):
    """A film was made of the recording; `plain` if it was written as a file anybody can open.

    `by` is None when it was whoever has the machine, or an API key.
    """

    ask: AskId
    by: Pseudonym | None
    plain: bool


class Opened(Struct, frozen=True, array_like=True, tag="opened"):
    """Somebody was given the recording, or a film of it, to watch; None is as for `Exported`."""

    ask: AskId
    by: Pseudonym | None


Fact = (
    Joined
    | Asked
    | Yes
    | NoYes
    | Settled
    | Present
    | Moved
    | Withdrawn
    | Ended
    | Erased
    | Exported
    | Opened
)


class Entry(Struct, frozen=True, array_like=True):
    """A fact at its place.  The `salt` keeps whoever has the digest alone from guessing it."""

    format: Annotated[int, Meta(ge=FORMAT, le=FORMAT)]
    place: Place
    at: Moment
    session: Pseudonym
    salt: Salt
    fact: Fact


_DECODER: Final = msgspec.msgpack.Decoder(Entry)


def written(entry: Entry) -> bytes:
    return spelled(entry)


def read(data: bytes) -> Entry | None:
    """Return the entry that is spelled by exactly these bytes; None if none is."""
    try:
        entry = _DECODER.decode(data)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return entry if spelled(entry) == data else None


def digest_of(data: bytes) -> bytes:
    """Return what stands for an entry where the entry itself is not shown."""
    return digest("entry", data)

"""The key of a session's pseudonyms: only by it can a ledger be read as being about people.

It is in the session's journal and nowhere else, and so is gone when that is forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from node.ports import Dice

KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class PseudonymKeyDrawn:
    key: bytes = field(repr=False)


def draw(dice: Dice) -> PseudonymKeyDrawn:
    return PseudonymKeyDrawn(dice.getrandbits(8 * KEY_BYTES).to_bytes(KEY_BYTES))


WRITTEN_AS: Final[Mapping[type[PseudonymKeyDrawn], tuple[str, int]]] = {
    PseudonymKeyDrawn: ("pseudonym-key-drawn", 1)
}

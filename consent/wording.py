"""The words of the question, by version.

Whoever agreed agreed to words.  Their version and their digest are part of what an answer is to,
so that nobody can exchange them afterwards.  Changing a word makes a new version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from consent.canonical import digest


@dataclass(frozen=True, slots=True)
class Wording:
    """`sentences` by language: the question, the promise, and the three answers in their order."""

    version: int
    sentences: Mapping[str, tuple[str, ...]]

    @property
    def digest(self) -> bytes:
        return digest("wording", self.version, sorted(self.sentences.items()))


CURRENT: Final = Wording(
    1,
    {
        "en": (
            "May we record?",
            "Nothing is recorded unless every person here says yes.",
            "If someone does not, nobody is told who.",
            "You may take a yes back at any moment. Recording stops at once.",
            "Your seat, your voice and your camera stay as they are.",
            "Yes",
            "No",
            "Decide later",
        ),
        "de": (
            "Dürfen wir aufzeichnen?",
            "Nichts wird aufgezeichnet, wenn nicht alle hier Ja sagen.",
            "Wenn jemand es nicht tut, erfährt niemand, wer.",
            "Ein Ja lässt sich jederzeit zurücknehmen. Die Aufzeichnung hört sofort auf.",
            "Platz, Stimme und Kamera bleiben, wie sie sind.",
            "Ja",
            "Nein",
            "Später entscheiden",
        ),
    },
)

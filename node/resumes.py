"""Resume secrets: what leads a browser back to its place, past every lobby.

The secret itself is known to the browser alone.  The session, and so its journal, keeps the
digest: whoever reads the journal can take nobody's place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from rooms.ids import ParticipantId


@dataclass(frozen=True, slots=True)
class ResumeGiven:
    """Whoever knows the secret of this digest is this participant; older ones are void."""

    participant: ParticipantId
    digest: str


@dataclass(frozen=True, slots=True)
class Resumes:
    digests: Mapping[ParticipantId, str] = field(default_factory=lambda: MappingProxyType({}))

    def given(self, event: ResumeGiven) -> "Resumes":
        return Resumes({**self.digests, event.participant: event.digest})

    def without(self, participant: ParticipantId) -> "Resumes":
        return Resumes({id_: d for id_, d in self.digests.items() if id_ != participant})

    def owner_of(self, secret: str) -> ParticipantId | None:
        # Digests of 128 random bits are compared: how long it takes tells a stranger nothing.
        sought = digest(secret)
        return next((id_ for id_, known in self.digests.items() if known == sought), None)


def digest(secret: str) -> str:
    """Return what may be written down.  128 random bits need neither salt nor stretching."""
    return sha256(secret.encode()).hexdigest()


WRITTEN_AS: Final[Mapping[type[ResumeGiven], tuple[str, int]]] = {ResumeGiven: ("resume-given", 1)}

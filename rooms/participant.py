"""Who is in a session, and who stands at its door."""

from dataclasses import dataclass
from enum import StrEnum

from rooms.ids import Identity, ParticipantId, SpaceId
from rooms.role import Role


class Device(StrEnum):
    """What reaches others, each by its own rules; a screen's sound goes where the screen goes."""

    MICROPHONE = "microphone"
    CAMERA = "camera"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Devices:
    """What a person has switched on.  All off is what silence means."""

    microphone: bool = False
    camera: bool = False
    screen: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """Someone who asks to come in, and then perhaps waits: heard and seen by nobody.

    `expected` means that the lobby is not for them: their token said `admit`.
    `devices` is what will be on when they come in, and may change while they wait.
    """

    id: ParticipantId
    identity: Identity
    role: Role
    name: str
    private_name: str | None = None
    devices: Devices = Devices()
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who holds a place.

    `seat` is their fixed position in the circle, theirs for as long as the place is held.
    `held_until` (session time, seconds) is None while they are present; else it is when a place
    that its owner has dropped from lapses.
    `hand` is the number their raised hand drew, lowest first; None is a hand that is down.
    `away` is that they have stepped away: everyone sees that, and nobody is told why.
    `speaks_into` and `shows_into` are the whole audience of the microphone and of the screen; while
    one is empty, that is their own space.
    """

    id: ParticipantId
    identity: Identity
    role: Role
    name: str
    private_name: str | None
    seat: int
    space: SpaceId
    devices: Devices = Devices()
    hand: int | None = None
    held_until: float | None = None
    away: bool = False
    speaks_into: frozenset[SpaceId] = frozenset()
    shows_into: frozenset[SpaceId] = frozenset()

    @property
    def present(self) -> bool:
        return self.held_until is None

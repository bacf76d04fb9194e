"""A pass: who somebody has proven to be, before they are let in anywhere."""

from dataclasses import dataclass

from rooms.ids import Identity, RoomId
from rooms.role import Role


@dataclass(frozen=True, slots=True)
class Pass:
    """Proven by whoever verified a token.

    `name` and `private_name` are what the token fixes; None leaves the choice to the person.
    `admit` means that no lobby is for them.
    """

    room: RoomId
    role: Role
    identity: Identity
    name: str | None = None
    private_name: str | None = None
    admit: bool = False

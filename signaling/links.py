"""Links: whoever has one may enter a room in the role it is for.

The key sits in the fragment, which browsers never send: it reaches no log, Referer or query.  It
is computed, not stored: nothing secret lies in the room book, `serve` can print the links again,
and raising a room's link version makes new ones and spoils the old.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from rooms.ids import RoomId
from rooms.role import Role
from signaling.errors import BadLink
from signaling.tokens import Tokens, secret_word


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one room."""

    room: RoomId
    secret: bytes
    """The room's own secret; it never leaves the server."""
    version: int
    client_version: int = 0
    """Raised after a ban: a new client link, while the others stay."""

    def key(self, role: Role) -> str:
        return secret_word(self.secret, "link", role.value, self._version_of(role))

    def tokens(self, keys: Mapping[str, bytes]) -> Tokens:
        """Return what signs for this room: the embedders' `keys`, and what its links stand for.

        A link's own key signs what it is exchanged for, so that spoiling it spoils that too.
        """
        return Tokens(keys, own={role: self._token_key(role) for role in Role})

    def url(self, role: Role, *, origin: str) -> str:
        """Return the link that is handed to people; `origin` as `https://host`."""
        return f"{origin}/r/{self.room}#k={self.key(role)}"

    def role_of(self, key: str) -> Role:
        """Return what `key` is the key to, in constant time, or raise BadLink."""
        given = key.encode("utf-8", "surrogatepass")
        fits = [role for role in Role if hmac.compare_digest(self.key(role).encode(), given)]
        if not fits:
            raise BadLink("this link does not lead into the room, or not any more")
        return fits[0]

    def _token_key(self, role: Role) -> bytes:
        return hmac.digest(self.secret, f"tokens\0{self._version_of(role)}".encode(), "sha256")

    def _version_of(self, role: Role) -> str:
        only_clients = role is Role.CLIENT and self.client_version > 0
        return f"{self.version}.{self.client_version}" if only_clients else str(self.version)

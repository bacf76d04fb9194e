"""Tokens for embedders who would rather ask than sign."""

from typing import Annotated, Final

from msgspec import Meta, Struct

from rooms import names
from rooms.role import Role
from signaling.api.call import Call
from signaling.api.exchange import Token
from signaling.api.rooms import ROOM, Name, found
from signaling.api.route import Route
from signaling.problem import ProblemRaised
from signaling.tokens import LINK_LIFETIME, Grant

DAY: Final = 24 * 3600


Subject = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=255,
        description="Your own opaque id of this person; it keeps their seat over sessions.",
    ),
]
PrivateName = Annotated[str, Meta(max_length=1024, description="Shown to facilitators only.")]


class TokenWish(Struct, frozen=True, forbid_unknown_fields=True):
    role: Role
    name: Name
    participant: Subject | None = None
    private_name: PrivateName | None = None
    admit: Annotated[bool, Meta(description="Needs not wait in the lobby.")] = False
    ttl: Annotated[int, Meta(ge=1, le=DAY, description="Seconds.")] = LINK_LIFETIME


async def create_token(call: Call) -> Token:
    wish: TokenWish = call.body
    record = await found(call)
    if call.key is None:
        raise ProblemRaised("bad-key", "Tokens are made for the holder of an API key.")
    grant = Grant(
        record.id,
        wish.role,
        subject=wish.participant or call.house.new_id(),
        name=names.clean(wish.name),
        private_name=names.clean_private(wish.private_name),
        admit=wish.admit,
    )
    return Token(
        call.house.tokens(record).issue(
            grant,
            issuer=call.key,
            token_id=call.house.new_id(),
            now=call.house.clock(),
            lifetime=wish.ttl,
        )
    )


ROUTES: Final = (
    Route(
        "POST",
        f"{ROOM}/tokens",
        create_token,
        "Make a token for one person",
        body=TokenWish,
        answer=Token,
        status=201,
        refusals=("absent", "bad-name"),
    ),
)

"""A link's key for a token, once per tab: the key then leaves the page's memory."""

from typing import Annotated, Final

from msgspec import Meta, Struct

from signaling.api.call import Call
from signaling.api.rooms import ROOM
from signaling.api.route import Access, Route
from signaling.callers import caller
from signaling.errors import BadLink
from signaling.tokens import LINK_LIFETIME, OWN_ISSUER, Grant


class LinkKey(Struct, frozen=True, forbid_unknown_fields=True):
    key: Annotated[str, Meta(max_length=256, description="The link's fragment, after `k=`.")]


class Token(Struct, frozen=True):
    token: str


async def exchange(call: Call) -> Token:
    house = call.house
    house.turnstile.come(caller(call.request, house.settings.trusted_proxies))
    record = await house.store.rooms.get(call.room)
    if record is None:
        # In the words for a wrong key: whether a room exists is nobody's business without one.
        raise BadLink("this link does not lead into the room, or not any more")
    role = house.links(record).role_of(call.body.key)
    grant = Grant(record.id, role, subject=house.new_id())
    return Token(
        house.tokens(record).issue(
            grant,
            issuer=OWN_ISSUER,
            token_id=house.new_id(),
            now=house.clock(),
            lifetime=LINK_LIFETIME,
        )
    )


ROUTES: Final = (
    Route(
        "POST",
        f"{ROOM}/exchange",
        exchange,
        "Exchange a link's key for a token",
        access=Access.ANYONE,
        body=LinkKey,
        answer=Token,
        refusals=("bad-link", "foreign-origin", "too-fast"),
        embeddable=True,
    ),
)

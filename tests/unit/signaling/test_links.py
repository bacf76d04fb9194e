"""Links: each role has its own key, and only the present ones lead anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.ids import RoomId
from rooms.role import Role
from signaling.errors import BadLink, BadToken
from signaling.links import Links
from signaling.tokens import OWN_ISSUER, Grant

LINKS = Links(RoomId("a" * 32), b"secret of the room", 1)


@pytest.mark.parametrize("role", Role)
def test_a_key_leads_into_the_room_in_its_role(role: Role) -> None:
    assert LINKS.role_of(LINKS.key(role)) is role


def test_the_key_is_in_the_fragment() -> None:
    url = LINKS.url(Role.CLIENT, origin="https://rooms.example.org")

    before, key = url.split("#k=")
    assert before == f"https://rooms.example.org/r/{'a' * 32}"
    assert LINKS.role_of(key) is Role.CLIENT


def test_all_keys_differ_by_role_version_and_room() -> None:
    rooms = [
        LINKS,
        Links(LINKS.room, LINKS.secret, 2),
        Links(LINKS.room, b"secret of another room", 1),
    ]

    assert len({links.key(role) for links in rooms for role in Role}) == 9


def test_rotated_links_lead_nowhere() -> None:
    rotated = Links(LINKS.room, LINKS.secret, 2)

    with pytest.raises(BadLink):
        rotated.role_of(LINKS.key(Role.FACILITATOR))


def test_a_spoiled_client_link_takes_its_tokens_along_and_leaves_the_others() -> None:
    spoiled = Links(LINKS.room, LINKS.secret, 1, client_version=1)
    grants = {role: Grant(LINKS.room, role, subject="s") for role in Role}
    issued = {
        role: LINKS.tokens({}).issue(
            grant, issuer=OWN_ISSUER, token_id="t", now=0.0, lifetime=600.0
        )
        for role, grant in grants.items()
    }

    assert {role for role in Role if spoiled.key(role) == LINKS.key(role)} == {
        Role.FACILITATOR,
        Role.OBSERVER,
    }
    for role in (Role.FACILITATOR, Role.OBSERVER):
        assert spoiled.tokens({}).verify(issued[role], LINKS.room, now=1.0).role is role
    with pytest.raises(BadToken):
        spoiled.tokens({}).verify(issued[Role.CLIENT], LINKS.room, now=1.0)


@given(st.text(max_size=40))
def test_no_guess_leads_anywhere(guess: str) -> None:
    with pytest.raises(BadLink):
        LINKS.role_of(guess)

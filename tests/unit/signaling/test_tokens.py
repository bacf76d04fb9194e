"""Tokens: only what we or a known embedder signed, for this room and this time, is believed."""

import base64
import hashlib

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.ids import RoomId
from rooms.role import Role
from signaling.errors import BadToken
from signaling.tokens import LEEWAY, OWN_ISSUER, Grant, Tokens, secret_word
from tests.support.forgeries import Forger, b64

ROOM = RoomId("a" * 32)
OTHER = RoomId("b" * 32)
NOW = 1_800_000_000.0
CLINIC = b"clinic secret of 32 characters.."
PRACTICE = b"practice secret of 32 characters"
OWN = bytes(range(32))

TOKENS = Tokens({"clinic": CLINIC, "practice": PRACTICE}, own=dict.fromkeys(Role, OWN))

FORGER = Forger(ROOM, "clinic", CLINIC, NOW, PRACTICE, "practice", OTHER)
FORGERIES = FORGER.forgeries()
CLAIMS, signed = FORGER.claims, FORGER.signed


@pytest.mark.parametrize("token", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forgery_is_refused(token: str) -> None:
    with pytest.raises(BadToken):
        TOKENS.verify(token, ROOM, now=NOW)


def test_an_embedders_token_is_believed() -> None:
    claims = TOKENS.verify(jwt.encode(CLAIMS, CLINIC, algorithm="HS256"), ROOM, now=NOW)

    assert (claims.sub, claims.role, claims.name) == ("patient-7", Role.CLIENT, "Birch")
    assert not claims.by_link


def test_a_short_secret_signs_as_it_does_elsewhere() -> None:
    short = Tokens({"clinic": b"secret"}, own=dict.fromkeys(Role, OWN))

    assert short.verify(signed(CLAIMS, b"secret"), ROOM, now=NOW).sub == "patient-7"
    with pytest.raises(BadToken):
        short.verify(signed(CLAIMS, b"secreu"), ROOM, now=NOW)


def test_what_the_header_suggests_is_ignored() -> None:
    assert TOKENS.verify(signed(CLAIMS, kid="practice", typ="x"), ROOM, now=NOW).iss == "clinic"


def test_claims_that_libraries_add_are_ignored() -> None:
    assert TOKENS.verify(signed({**CLAIMS, "iat": NOW + 5}), ROOM, now=NOW).sub == "patient-7"


def test_a_clock_that_is_a_little_off_is_forgiven() -> None:
    early = signed({**CLAIMS, "nbf": NOW + LEEWAY - 1})
    late = signed({**CLAIMS, "exp": NOW - LEEWAY + 1})

    assert TOKENS.verify(early, ROOM, now=NOW)
    assert TOKENS.verify(late, ROOM, now=NOW)


def test_a_token_may_be_used_again_until_it_expires() -> None:
    token = signed(CLAIMS)

    assert TOKENS.verify(token, ROOM, now=NOW) == TOKENS.verify(token, ROOM, now=NOW + 599)


def test_ours_has_exactly_the_claims_of_the_contract() -> None:
    grant = Grant(ROOM, Role.FACILITATOR, "s", name="Lena", private_name="Lena M.", admit=True)

    token = TOKENS.issue(grant, issuer=OWN_ISSUER, token_id="j", now=NOW, lifetime=60)

    assert jwt.decode(token, options={"verify_signature": False}) == {
        "iss": "holdspace",
        "sub": "s",
        "room": ROOM,
        "role": "facilitator",
        "name": "Lena",
        "private_name": "Lena M.",
        "admit": True,
        "exp": NOW + 60,
        "nbf": NOW,
        "jti": "j",
    }
    claims = TOKENS.verify(token, ROOM, now=NOW + 59)
    assert claims.by_link
    assert claims.admit
    with pytest.raises(BadToken, match="expired"):
        TOKENS.verify(token, ROOM, now=NOW + 60 + LEEWAY)


def test_what_is_not_said_is_no_claim() -> None:
    grant = Grant(ROOM, Role.CLIENT, "s")
    token = TOKENS.issue(grant, issuer="clinic", token_id="j", now=NOW, lifetime=60)

    claims = jwt.decode(token, options={"verify_signature": False})
    assert not {"name", "private_name", "admit"} & claims.keys()


def test_no_api_key_takes_our_name() -> None:
    with pytest.raises(ValueError, match="holdspace"):
        Tokens({OWN_ISSUER: CLINIC}, own=dict.fromkeys(Role, OWN))


@given(st.text(max_size=200))
def test_no_text_is_a_token(text: str) -> None:
    with pytest.raises(BadToken):
        TOKENS.verify(text, ROOM, now=NOW)


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=40))
def test_no_noise_is_a_token(head: bytes, body: bytes, mac: bytes) -> None:
    with pytest.raises(BadToken):
        TOKENS.verify(f"{b64(head)}.{b64(body)}.{b64(mac)}", ROOM, now=NOW)


@given(st.integers(0, 5000), st.sampled_from("abcXYZ019_-."))
def test_no_change_of_a_character_is_survived(place: int, char: str) -> None:
    token = signed(CLAIMS)
    place %= len(token)
    changed = token[:place] + char + token[place + 1 :]
    # The last character of a base64 part may hold bits that mean nothing.
    mac = changed.rpartition(".")[2]
    same = changed == token or (
        changed.rpartition(".")[0] == token.rpartition(".")[0]
        and base64.urlsafe_b64decode(mac.replace(".", "") + "==")[:32]
        == base64.urlsafe_b64decode(token.rpartition(".")[2] + "==")[:32]
    )
    if not same:
        with pytest.raises(BadToken):
            TOKENS.verify(changed, ROOM, now=NOW)


def test_secret_words_differ_by_key_and_every_part() -> None:
    words = {
        secret_word(b"k", "a", "b"),
        secret_word(b"k", "a", "c"),
        secret_word(b"k", "ab"),
        secret_word(b"j", "a", "b"),
    }

    assert len(words) == 4
    assert all(len(word) == 22 for word in words)
    assert hashlib.sha256(b"").hexdigest() not in words

"""Tokens: only what we or a known embedder signed, for this room and this time, is believed."""

import base64
import hashlib
import hmac
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given
from hypothesis import strategies as st

from rooms.ids import RoomId
from rooms.role import Role
from signaling.errors import BadToken
from signaling.tokens import LEEWAY, OWN_ISSUER, Grant, Tokens, secret_word

ROOM = RoomId("a" * 32)
OTHER = RoomId("b" * 32)
NOW = 1_800_000_000.0
CLINIC = b"clinic secret of 32 characters.."
PRACTICE = b"practice secret of 32 characters"
OWN = bytes(range(32))

TOKENS = Tokens({"clinic": CLINIC, "practice": PRACTICE}, own=dict.fromkeys(Role, OWN))

CLAIMS: dict[str, Any] = {
    "iss": "clinic",
    "sub": "patient-7",
    "room": ROOM,
    "role": "client",
    "name": "Birch",
    "exp": NOW + 600,
    "nbf": NOW - 1,
    "jti": "1",
}


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


HEAD = b64(b'{"alg":"HS256"}')


def signed(claims: dict[str, Any], key: bytes = CLINIC, **header: Any) -> str:
    """Sign by hand, as an attacker's tool would: no library refuses to."""
    head = b64(json.dumps({"alg": "HS256", "typ": "JWT", **header}).encode())
    body = b64(json.dumps(claims).encode())
    mac = hmac.digest(key, f"{head}.{body}".encode(), "sha256")
    return f"{head}.{body}.{b64(mac)}"


def without(name: str) -> dict[str, Any]:
    return {claim: value for claim, value in CLAIMS.items() if claim != name}


def unsigned(alg: str) -> str:
    head, body, _ = signed(CLAIMS, alg=alg).split(".")
    return f"{head}.{body}."


def tampered(**changes: Any) -> str:
    head, _, mac = signed(CLAIMS).split(".")
    return f"{head}.{b64(json.dumps({**CLAIMS, **changes}).encode())}.{mac}"


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())
PUBLIC_PEM = RSA.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
HS512 = jwt.encode(CLAIMS, CLINIC + CLINIC, algorithm="HS512")
HS384 = jwt.encode(CLAIMS, CLINIC + CLINIC, algorithm="HS384")

FORGERIES = {
    "empty": "",
    "one part": "abc",
    "two parts": "a.b",
    "four parts": signed(CLAIMS) + ".d",
    "five parts, as an encrypted token": "a.b.c.d.e",
    "not base64": "!!.!!.!!",
    "not JSON": f"{b64(b'x')}.{b64(b'y')}.{b64(b'z')}",
    "header is a list": f"{b64(b'[]')}.{b64(json.dumps(CLAIMS).encode())}.{b64(b'z')}",
    "claims are a list": f"{HEAD}.{b64(b'[]')}.{b64(b'z')}",
    "deeply nested": f"{HEAD}.{b64(b'[' * 2000)}.{b64(b'z')}",
    "too long": signed({**CLAIMS, "name": "x" * 5000}),
    "no algorithm": unsigned("none"),
    "no algorithm, shouted": unsigned("NONE"),
    "no algorithm, mixed": unsigned("nOnE"),
    "empty algorithm": unsigned(""),
    "no signature": signed(CLAIMS).rpartition(".")[0] + ".",
    "zero signature": signed(CLAIMS).rpartition(".")[0] + "." + b64(bytes(32)),
    "cut signature": signed(CLAIMS)[:-8],
    "signed with an empty key": signed(CLAIMS, b""),
    "signed with the key's id": signed(CLAIMS, b"clinic"),
    "signed with another embedder's key": signed(CLAIMS, PRACTICE),
    "signed with the key, called ours": signed({**CLAIMS, "iss": OWN_ISSUER}),
    "signed with the key, called another's": signed({**CLAIMS, "iss": "practice"}),
    "signed with a public key as the secret": signed(CLAIMS, PUBLIC_PEM),
    "HS384": HS384,
    "HS512": HS512,
    "RS256": jwt.encode(CLAIMS, RSA, algorithm="RS256"),
    "ES256": jwt.encode(CLAIMS, EC, algorithm="ES256"),
    "RS256 in the header of an HS256": signed(CLAIMS, alg="RS256"),
    "its own key in the header": signed(
        CLAIMS, b"mine", jwk={"kty": "oct", "k": b64(b"mine")}, kid="mine"
    ),
    "a key to fetch": signed(CLAIMS, b"mine", jku="https://evil.net/keys", kid="mine"),
    "a certificate to fetch": signed(CLAIMS, b"mine", x5u="https://evil.net/cert"),
    "kid as a path": signed(CLAIMS, b"", kid="../../dev/null"),
    "kid as SQL": signed(CLAIMS, b"x", kid="' UNION SELECT 'x"),
    "a critical extension": signed(CLAIMS, crit=["exp"], exp=1),
    "payload not encoded": signed(CLAIMS, b64=False, crit=["b64"]),
    "unknown issuer": signed({**CLAIMS, "iss": "nobody"}),
    "issuer is a list": signed({**CLAIMS, "iss": ["clinic"]}),
    "issuer is null": signed({**CLAIMS, "iss": None}),
    **{f"no {claim}": signed(without(claim)) for claim in CLAIMS if claim != "name"},
    "other room": signed({**CLAIMS, "room": OTHER}),
    "rooms": signed({**CLAIMS, "room": [ROOM, OTHER]}),
    "any room": signed({**CLAIMS, "room": "*"}),
    "unknown role": signed({**CLAIMS, "role": "admin"}),
    "role is a number": signed({**CLAIMS, "role": 1}),
    "empty subject": signed({**CLAIMS, "sub": ""}),
    "subject is a number": signed({**CLAIMS, "sub": 7}),
    "empty jti": signed({**CLAIMS, "jti": ""}),
    "name is a list": signed({**CLAIMS, "name": ["Birch"]}),
    "admit is a word": signed({**CLAIMS, "admit": "yes"}),
    "expired": signed({**CLAIMS, "exp": NOW - LEEWAY - 1}),
    "never expires": signed({**CLAIMS, "exp": float("inf")}),
    "expires beyond any number": signed({**CLAIMS, "exp": 10**400}),
    "expires not at any time": signed({**CLAIMS, "exp": float("nan")}),
    "expires in words": signed({**CLAIMS, "exp": "tomorrow"}),
    "expires as text": signed({**CLAIMS, "exp": str(NOW + 600)}),
    "not yet valid": signed({**CLAIMS, "nbf": NOW + LEEWAY + 1}),
    "valid from not any time": signed({**CLAIMS, "nbf": float("nan")}),
    "for another audience": signed({**CLAIMS, "aud": "elsewhere"}),
    "role raised": tampered(role="facilitator"),
    "room changed": tampered(room=OTHER),
    "life prolonged": tampered(exp=NOW + 10**6),
}


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

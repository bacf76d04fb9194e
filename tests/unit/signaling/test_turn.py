"""A TURN server can check our credentials, and learns from them nothing but until when they are good."""

import base64
import hashlib
import hmac
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.settings import Settings
from signaling.turn import LIFETIME, Turn, password, turn_of
from signaling.turn_url import Way, parse

NOW = 1_790_000_000.7


def turn(seed: int = 1) -> Turn:
    return Turn(("turn:turn.example.org",), b"a secret", lambda: NOW, Random(seed))


def test_a_password_is_an_hmac_over_the_name() -> None:
    """As in draft-uberti-behave-turn-rest-00, section 2.2."""
    (server,) = turn().ice_servers()
    mac = hmac.new(b"a secret", server.username.encode(), hashlib.sha1)

    assert server.credential == base64.b64encode(mac.digest()).decode()
    assert server.urls == ("turn:turn.example.org",)


def test_a_name_says_until_when_it_is_good_and_is_otherwise_chance() -> None:
    several = turn()
    names = [several.ice_servers()[0].username.partition(":") for _ in range(3)]

    assert {until for until, _, _ in names} == {str(int(NOW) + LIFETIME)}
    assert len({chance for _, _, chance in names}) == 3
    assert all(len(chance) == 16 for _, _, chance in names)


def test_the_secret_is_not_shown() -> None:
    assert "a secret" not in repr(turn())


def test_without_urls_there_is_no_server() -> None:
    assert turn_of(Settings()) is None


@given(username=st.text(), secret=st.binary())
def test_passwords_differ_with_name_and_secret(username: str, secret: bytes) -> None:
    assert password(username, secret) != password(f"{username}x", secret)
    assert password(username, secret) != password(username, secret + b"x")


@pytest.mark.parametrize(
    ("text", "host", "port", "way"),
    [
        ("turn:turn.example.org", "turn.example.org", 3478, Way.UDP),
        ("turn:turn.example.org?transport=udp", "turn.example.org", 3478, Way.UDP),
        ("turn:192.0.2.1:80?transport=tcp", "192.0.2.1", 80, Way.TCP),
        ("turns:turn.example.org", "turn.example.org", 5349, Way.TLS),
        ("turns:[2001:db8::1]:443?transport=tcp", "2001:db8::1", 443, Way.TLS),
    ],
)
def test_a_url_says_where_and_how(text: str, host: str, port: int, way: Way) -> None:
    url = parse(text)

    assert (url.text, url.host, url.port, url.way) == (text, host, port, way)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "turn:",
            "stun:turn.example.org",
            "https://turn.example.org",
            "turn://turn.example.org",
        ),
        *("turn:user@turn.example.org", "turn:turn.example.org:0", "turn:turn.example.org:65536"),
        *("turn:turn.example.org?transport=tls", "turns:turn.example.org?transport=udp"),
        *("turn:turn.example.org/path", "turn:turn example.org", "TURN:turn.example.org\n"),
    ],
)
def test_what_is_no_url_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@given(text=st.text())
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    with suppress(ValueError):
        assert parse(text).text == text

"""Origins: our own page, the operator's and the room's may speak to us; nobody who only looks so."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from signaling.origins import Origins, Place, hostname, is_loopback, origin_of

PUBLIC = Origins("https://rooms.example.org", frozenset({"https://ehr.example.com"}))
LOCAL = Origins("", frozenset())
BEHIND_PROXY = Place("http", "rooms.example.org")
HERE = Place("http", "localhost:8080")
ROOM = ("https://clinic.example.net",)


@pytest.mark.parametrize(
    ("origin", "welcome"),
    [
        (None, True),
        ("https://rooms.example.org", True),
        ("https://ehr.example.com", True),
        ("https://clinic.example.net", True),
        ("null", False),
        ("", False),
        ("http://rooms.example.org", False),
        ("https://rooms.example.org:444", False),
        ("https://rooms.example.org.evil.net", False),
        ("https://evilrooms.example.org", False),
        ("https://rooms.example.org@evil.net", False),
        ("https://clinic.example.net/", False),
        ("HTTPS://CLINIC.EXAMPLE.NET", False),
        ("https://sub.clinic.example.net", False),
    ],
)
def test_who_may_speak_to_a_public_node(origin: str | None, *, welcome: bool) -> None:
    assert PUBLIC.admit(origin, BEHIND_PROXY, ROOM) is welcome


@pytest.mark.parametrize(
    ("origin", "host", "welcome"),
    [
        ("http://localhost:8080", "localhost:8080", True),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", True),
        ("http://[::1]:8080", "[::1]:8080", True),
        ("http://192.168.1.5:8080", "192.168.1.5:8080", True),
        ("http://localhost:3000", "localhost:8080", False),
        ("http://127.0.0.1:8080", "localhost:8080", False),
        ("https://localhost:8080", "localhost:8080", False),
        # Led to our address by DNS: its Host agrees with its Origin, and is still not ours.
        ("http://rebound.evil.net:8080", "rebound.evil.net:8080", False),
        ("http://localhost.evil.net:8080", "localhost.evil.net:8080", False),
    ],
)
def test_which_page_is_our_own_without_a_public_url(
    origin: str, host: str, *, welcome: bool
) -> None:
    assert LOCAL.admit(origin, Place("http", host)) is welcome


def test_only_loopback_is_near() -> None:
    assert LOCAL.is_near(HERE)
    assert LOCAL.is_near(Place("http", "app.localhost:8080"))
    assert not LOCAL.is_near(Place("http", "192.168.1.5:8080"))
    assert not LOCAL.is_near(Place("http", "localhost.evil.net"))
    assert not LOCAL.is_near(Place("http", ""))


hosts = st.text(max_size=40) | st.text("[]:@.%/\\0127localhost-", max_size=30)


@example("[]@", "")
@given(hosts, st.text(max_size=40))
def test_whatever_is_in_a_header_has_an_answer(host: str, origin: str) -> None:
    place = Place("http", host)

    assert PUBLIC.is_public(place) in {True, False}
    assert LOCAL.is_near(place) in {True, False}
    if PUBLIC.admit(origin, place):
        assert origin in {"https://rooms.example.org", "https://ehr.example.com", f"http://{host}"}


def test_names_and_origins_are_read_as_browsers_write_them() -> None:
    assert hostname("localhost:8080") == "localhost"
    assert hostname("[::1]:8080") == "::1"
    assert hostname("a b") == "" or " " in hostname("a b")
    assert origin_of("https://rooms.example.org/") == "https://rooms.example.org"
    assert is_loopback("127.8.8.8")
    assert not is_loopback("10.0.0.1")

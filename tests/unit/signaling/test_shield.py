"""The shield: a page may load from us, talk to us, and be framed by whom its room names."""

import pytest

from signaling import shield


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in policy.split("; "))}


def test_nothing_is_allowed_that_is_not_named() -> None:
    policy = directives(shield.content_policy("rooms.example.org"))

    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["connect-src"] == ["'self'", "ws://rooms.example.org", "wss://rooms.example.org"]
    assert not any({"'unsafe-inline'", "'unsafe-eval'"} & set(each) for each in policy.values())


def test_a_room_names_who_may_frame_it() -> None:
    policy = shield.content_policy("h", ancestors=["https://a.example", "https://b.example"])

    assert directives(policy)["frame-ancestors"] == ["https://a.example", "https://b.example"]


@pytest.mark.parametrize("host", ["", "a; script-src *", "a b", "a\r\nX: y", "a,b", "x" * 300])
def test_a_host_that_is_none_is_left_out(host: str) -> None:
    assert directives(shield.content_policy(host))["connect-src"] == ["'self'"]

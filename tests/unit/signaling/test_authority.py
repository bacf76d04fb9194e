"""Authority: the one header, the right secret, and nothing that only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.authority import key_id, require_key, require_visitor
from signaling.origins import Origins, Place
from signaling.problem import ProblemRaised

KEYS = {"clinic": b"secret", "practice": b"other:secret"}


def test_the_key_is_known_by_its_id() -> None:
    assert key_id("Bearer clinic:secret", KEYS) == "clinic"
    assert key_id("bearer  practice:other:secret", KEYS) == "practice"
    assert key_id(None, KEYS) is None


@given(st.text(max_size=40))
def test_nothing_else_is_a_key(header: str) -> None:
    with pytest.raises(ProblemRaised):
        key_id(f"Bearer clinic:{header}x", KEYS)
    with pytest.raises(ProblemRaised):
        key_id(header, KEYS)


def test_without_keys_the_operator_is_told_how_to_set_one() -> None:
    with pytest.raises(ProblemRaised, match="HOLDSPACE_API_KEYS"):
        require_key(None, {})
    with pytest.raises(ProblemRaised, match="Bearer"):
        require_key(None, KEYS)


def test_a_visitor_comes_by_our_own_page() -> None:
    local = Origins("", frozenset({"https://ehr.example"}))
    here = Place("http", "localhost:8080")

    require_visitor(local, "http://localhost:8080", here)
    require_visitor(local, None, here)
    for origin in ("null", "https://ehr.example", "http://localhost:1"):
        with pytest.raises(ProblemRaised):
            require_visitor(local, origin, here)
    with pytest.raises(ProblemRaised):
        require_visitor(local, None, Place("http", "rebound.evil.net"))

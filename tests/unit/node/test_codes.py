"""A one-time code leads to one place, for a minute, and guessing leads nowhere."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from node.codes import ALPHABET, LENGTH, LIFETIME, Codes, new_code
from tests.unit.node.people import pid

CODES = Codes().given(pid("ada"), "K7QXM2P9AB", expires_at=60.0)


def test_a_code_leads_to_whoever_asked_for_it_until_its_minute_is_over() -> None:
    assert CODES.owner_of("K7QXM2P9AB", now=59.9) == "ada"
    assert CODES.owner_of("K7QXM2P9AB", now=LIFETIME) is None


def test_a_newer_code_voids_the_one_before() -> None:
    newer = CODES.given(pid("ada"), "0000000000", expires_at=60.0)

    assert newer.owner_of("K7QXM2P9AB", now=0.0) is None
    assert newer.owner_of("oooo-OOOO oo", now=0.0) == "ada"


def test_a_code_is_as_it_was_meant() -> None:
    assert CODES.owner_of("k7qx-m2p9 ab", now=0.0) == "ada"
    assert CODES.owner_of("K7QXM2P9A8", now=0.0) is None


def test_what_is_kept_tells_no_code() -> None:
    assert "K7QX" not in repr(CODES)


def test_who_is_gone_has_no_code() -> None:
    assert CODES.kept(set()).owner_of("K7QXM2P9AB", now=0.0) is None
    assert CODES.without(pid("ada")) == Codes()
    assert CODES.kept({pid("ada")}) == CODES


@given(st.text(max_size=40))
def test_no_guess_leads_anywhere(guess: str) -> None:
    assert CODES.owner_of(guess, now=0.0) is None


@given(st.integers())
def test_a_new_code_can_be_read_aloud(seed: int) -> None:
    code = new_code(Random(seed))

    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set(code) & set("OILU")

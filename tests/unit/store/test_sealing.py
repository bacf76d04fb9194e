"""A sealed box opens only where it was put, and only whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import Tampered
from store.sealing import Sealer, new_key

SEALER = Sealer(bytes(32))


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_in_its_place(plain: bytes) -> None:
    assert SEALER.open(SEALER.seal(plain, "entry", "s", 3), "entry", "s", 3) == plain


@pytest.mark.parametrize("place", [("entry", "s", 4), ("entry", "t", 3), ("room", "s", 3)])
def test_it_does_not_open_in_another_place(place: tuple[str | int, ...]) -> None:
    with pytest.raises(Tampered):
        SEALER.open(SEALER.seal(b"plain", "entry", "s", 3), *place)


def test_places_are_not_confused_by_where_their_parts_end() -> None:
    with pytest.raises(Tampered):
        SEALER.open(SEALER.seal(b"plain", "entry", "s1", 2), "entry", "s", 12)


@given(st.integers(0, 32), st.integers(1, 255))
def test_no_byte_of_it_can_be_changed(offset: int, flip: int) -> None:
    box = bytearray(SEALER.seal(b"plain", "entry"))
    box[offset] ^= flip
    with pytest.raises(Tampered):
        SEALER.open(bytes(box), "entry")


@given(st.binary(max_size=64))
def test_any_bytes_are_a_box_or_tampered_with(data: bytes) -> None:
    with pytest.raises(Tampered):
        SEALER.open(data, "entry")


def test_the_same_sealed_twice_looks_different_and_keys_do_too() -> None:
    assert SEALER.seal(b"plain", "entry") != SEALER.seal(b"plain", "entry")
    assert new_key() != new_key()

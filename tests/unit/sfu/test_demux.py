"""Promise: every byte string has a name, and one that is too short for its name is a runt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfu.demux import Traffic, classify

# RFC 7983, section 7, with the shortest datagram of each range that is let through.
RANGES = [
    (range(4), Traffic.STUN, 20),
    (range(20, 64), Traffic.DTLS, 13),
    (range(128, 192), Traffic.MEDIA, 12),
]


@pytest.mark.parametrize(("firsts", "traffic", "least"), RANGES)
def test_each_range_is_let_through_from_its_header_on(
    firsts: range, traffic: Traffic, least: int
) -> None:
    for first in firsts:
        for length in range(1, 64):
            expected = traffic if length >= least else Traffic.RUNT
            assert classify(bytes([first]) + bytes(length - 1)) is expected


def test_what_belongs_to_no_range_is_foreign_at_any_length() -> None:
    spoken = {first for firsts, _, _ in RANGES for first in firsts}
    for first in set(range(256)) - spoken:
        for length in range(1, 64):
            assert classify(bytes([first]) + bytes(length - 1)) is Traffic.FOREIGN


def test_nothing_at_all_is_a_runt() -> None:
    assert classify(b"") is Traffic.RUNT


@given(st.binary(max_size=64))
def test_every_datagram_has_an_answer(data: bytes) -> None:
    assert classify(data) in Traffic

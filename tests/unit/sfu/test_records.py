"""Promise: DTLS records are told apart from outside, whatever the bytes, without raising."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from sfu.records import hello_random, holds_plain_alert

RANDOM = bytes(range(32))


def record(kind: int, body: bytes, *, epoch: int = 0) -> bytes:
    return struct.pack("!BHHHIH", kind, 0xFEFD, epoch, 0, 7, len(body)) + body


def hello(random: bytes = RANDOM, *, fragment_offset: int = 0, kind: int = 1) -> bytes:
    body = b"\xfe\xfd" + random + bytes(30)
    offset = fragment_offset.to_bytes(3, "big")
    length = len(body).to_bytes(3, "big")
    return bytes([kind]) + length + b"\0\0" + offset + length + body


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert hello_random(data) is None or len(data) >= 59
    assert holds_plain_alert(data) in {True, False}


def test_a_hello_is_known_by_the_random_its_browser_drew() -> None:
    assert hello_random(record(22, hello())) == RANDOM


def test_what_does_not_begin_a_hello_has_no_random() -> None:
    assert hello_random(record(22, hello(kind=11))) is None
    assert hello_random(record(22, hello(fragment_offset=100))) is None
    assert hello_random(record(22, hello(), epoch=1)) is None
    assert hello_random(record(23, hello())) is None
    assert hello_random(record(22, hello())[:58]) is None


def test_an_alert_anyone_could_have_sent_is_seen_wherever_it_hides() -> None:
    alert = record(21, b"\x02\x28")

    assert holds_plain_alert(alert)
    assert holds_plain_alert(record(22, hello()) + alert)
    assert not holds_plain_alert(record(21, b"\x02\x28", epoch=1))
    assert not holds_plain_alert(record(22, hello()))

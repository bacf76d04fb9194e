"""Promise: the STUN front judges any bytes without raising, and believes only the password."""

import struct
from random import Random

import pytest
from aioice import stun as theirs
from hypothesis import given
from hypothesis import strategies as st

from sfu import stun
from tests.support.checks import binding_request, is_success

UFRAG, PASSWORD = "0123456789abcdef", "f" * 48
RNG = Random(1)


def request(*, nominate: bool = True) -> bytes:
    return binding_request(UFRAG, PASSWORD, rng=RNG, nominate=nominate)


def mutations() -> st.SearchStrategy[bytes]:
    """Honest checks with bytes changed, cut out or added, at a length that is consistent."""

    def mutate(parts: tuple[int, bytes, int, bool]) -> bytes:
        at, patch, cut, consistent = parts
        data = bytearray(request())
        at %= len(data)
        data[at : at + cut] = patch
        if consistent and len(data) >= 20:
            struct.pack_into("!H", data, 2, (len(data) - 20) & 0xFFFF)
        return bytes(data)

    return st.tuples(
        st.integers(0, 200), st.binary(max_size=8), st.integers(0, 8), st.booleans()
    ).map(mutate)


@given(st.binary(max_size=1500) | mutations())
def test_any_bytes_get_an_answer_and_no_exception(data: bytes) -> None:
    ufrag = stun.addressee(data)
    check = stun.authenticate(data, PASSWORD)

    assert ufrag is None or isinstance(ufrag, str)
    assert check is None or data == request() or stun.authenticate(data, "other") is None


@given(st.binary(min_size=1, max_size=4), st.integers(0, 107))
def test_a_changed_byte_under_the_integrity_is_noticed(patch: bytes, at: int) -> None:
    data = bytearray(request())
    at = min(at, len(data) - 36 - len(patch))  # before MESSAGE-INTEGRITY
    changed = bytes(b ^ 0x55 for b in data[at : at + len(patch)])
    data[at : at + len(patch)] = changed

    assert stun.authenticate(bytes(data), PASSWORD) is None


def test_an_honest_check_names_its_agent_and_proves_itself() -> None:
    data = request()

    assert stun.addressee(data) == UFRAG
    check = stun.authenticate(data, PASSWORD)
    assert check is not None
    assert check.transaction == data[8:20]
    assert check.nominates


def test_nomination_is_read() -> None:
    check = stun.authenticate(request(nominate=False), PASSWORD)

    assert check is not None
    assert not check.nominates


def test_another_password_proves_nothing() -> None:
    assert stun.authenticate(request(), "e" * 48) is None


def test_a_check_without_integrity_or_fingerprint_proves_nothing() -> None:
    message = theirs.Message(theirs.Method.BINDING, theirs.Class.REQUEST)
    message.attributes["USERNAME"] = f"{UFRAG}:them"
    assert stun.authenticate(bytes(message), PASSWORD) is None

    message.add_message_integrity(PASSWORD.encode())
    del message.attributes["FINGERPRINT"]
    assert stun.authenticate(bytes(message), PASSWORD) is None


@pytest.mark.parametrize(
    "message_class", [theirs.Class.INDICATION, theirs.Class.RESPONSE, theirs.Class.ERROR]
)
def test_only_requests_are_addressed_to_anyone(message_class: theirs.Class) -> None:
    message = theirs.Message(theirs.Method.BINDING, message_class)
    message.attributes["USERNAME"] = f"{UFRAG}:them"
    message.add_message_integrity(PASSWORD.encode())

    assert stun.addressee(bytes(message)) is None


@pytest.mark.parametrize("method", [m for m in theirs.Method if m != theirs.Method.BINDING])
def test_other_methods_are_not_spoken(method: theirs.Method) -> None:
    data = binding_request(UFRAG, PASSWORD, rng=RNG, method=method)

    assert stun.addressee(data) is None


def test_a_wrong_cookie_or_length_is_not_stun() -> None:
    data = request()

    assert stun.addressee(data[:4] + b"\0\0\0\0" + data[8:]) is None
    assert stun.addressee(data + b"\0\0\0\0") is None
    assert stun.addressee(data[:-4]) is None
    assert stun.addressee(data + bytes(stun.MOST)) is None


@pytest.mark.parametrize("address", [("192.0.2.7", 5000), ("2001:db8::7", 5000)])
def test_the_response_tells_the_address_and_proves_us(address: tuple[str, int]) -> None:
    data = request()
    check = stun.authenticate(data, PASSWORD)
    assert check is not None

    response = stun.response_to(check, address, PASSWORD)

    assert is_success(response, PASSWORD)
    message = theirs.parse_message(response)
    assert message.transaction_id == data[8:20]
    assert message.attributes["XOR-MAPPED-ADDRESS"] == address


def test_our_own_check_is_one_and_its_answer_is_believed_alone() -> None:
    transaction = bytes(12)
    check = stun.authenticate(stun.request(transaction, UFRAG, PASSWORD), PASSWORD)
    assert check is not None
    assert not check.nominates
    assert stun.addressee(stun.request(transaction, UFRAG, PASSWORD)) == UFRAG

    answer = stun.response_to(check, ("192.0.2.1", 1), PASSWORD)
    assert stun.answers(answer, transaction, PASSWORD)
    assert not stun.answers(answer, b"another----.", PASSWORD)
    assert not stun.answers(answer, transaction, "other")
    assert not stun.answers(stun.request(transaction, UFRAG, PASSWORD), transaction, PASSWORD)


@given(st.binary(max_size=200))
def test_any_bytes_may_come_for_an_answer(data: bytes) -> None:
    assert not stun.answers(data, bytes(12), PASSWORD)

"""What is said to a TURN server is what others understand, and no answer of its is too strange."""

from hashlib import md5

from aioice import stun
from hypothesis import given
from hypothesis import strategies as st

from signaling import turn_wire
from signaling.turn_wire import Key, Kind, Method, parse, request

KEY = Key("1790000600:00112233445566ff", "a password", b"turn.example.org", b"a nonce")
TRANSACTION = bytes(range(12))


def test_a_request_is_proven_as_rfc_8489_says() -> None:
    data = request(Method.ALLOCATE, TRANSACTION, [turn_wire.transport(turn_wire.UDP)], KEY)
    read = stun.parse_message(data)  # Which also checks the fingerprint.

    assert read.message_method is stun.Method.ALLOCATE
    assert read.attributes["USERNAME"] == KEY.username
    assert read.attributes["REQUESTED-TRANSPORT"] == turn_wire.UDP << 24
    key = md5(b"1790000600:00112233445566ff:turn.example.org:a password").digest()
    assert read.check_message_integrity(key)


@given(
    host=st.ip_addresses().map(str),
    port=st.integers(0, 65535),
    transaction=st.binary(min_size=12, max_size=12),
)
def test_a_peer_is_read_as_it_was_written(host: str, port: int, transaction: bytes) -> None:
    written = turn_wire.peer((host, port), transaction)
    read = parse(request(Method.CREATE_PERMISSION, transaction, [written]))

    assert read is not None
    assert read.address(Kind.XOR_PEER_ADDRESS) == (host, port)


def test_an_error_is_told() -> None:
    refused = stun.Message(
        stun.Method.ALLOCATE,
        stun.Class.ERROR,
        TRANSACTION,
        {"ERROR-CODE": (486, "Allocation Quota Reached")},
    )
    read = parse(bytes(refused))

    assert read is not None
    assert (read.error, read.is_success, read.transaction) == (486, False, TRANSACTION)


@given(data=st.binary(max_size=200))
def test_no_bytes_do_worse_than_mean_nothing(data: bytes) -> None:
    for whole in (
        data,
        turn_wire.HEADER.pack(0x0103, len(data), turn_wire.COOKIE, bytes(12)) + data,
    ):
        read = parse(whole)
        if read is not None:
            for kind in Kind:
                read.address(kind)
            assert 0 <= read.error <= 7 * 100 + 255

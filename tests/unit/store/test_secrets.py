"""Each secret is for one purpose, one room, one person: none leads to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.ids import RoomId
from store.secrets import Secrets

SECRETS = Secrets(bytes(32))
WORDS = st.text(max_size=8)


def test_purposes_are_apart() -> None:
    secrets = SECRETS
    room = secrets.room(RoomId("r"))
    derived = [secrets.token_key, secrets.wrapping_key, secrets.record_key, room, secrets.check]
    assert len(set(derived)) == 5
    assert not any(secrets.check == key[:16] for key in derived[:4])


def test_what_signs_ledgers_is_another_key_and_stays() -> None:
    key = SECRETS.ledger_key().private_bytes_raw()
    assert key == Secrets(bytes(32)).ledger_key().private_bytes_raw()
    assert key not in (SECRETS.token_key, SECRETS.wrapping_key, SECRETS.record_key)


def test_they_stay_over_a_restart_and_differ_between_masters() -> None:
    assert Secrets(bytes(32)).token_key == SECRETS.token_key
    assert Secrets(bytes([1] * 32)).token_key != SECRETS.token_key


def test_a_short_master_key_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Secrets(b"short")


def test_secrets_do_not_print() -> None:
    assert repr(bytes(32)) not in repr(SECRETS)


@given(st.tuples(WORDS, WORDS, WORDS), st.tuples(WORDS, WORDS, WORDS))
def test_an_identity_is_one_person_of_one_issuer_in_one_room(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    (room, *who), (other_room, *other_who) = one, other
    same = SECRETS.identity(RoomId(room), *who) == SECRETS.identity(RoomId(other_room), *other_who)
    assert same is (one == other)


def test_an_identity_is_128_bits_in_hex() -> None:
    identity = SECRETS.identity(RoomId("r"), "holdspace", "\ud800 odd")
    assert len(bytes.fromhex(identity)) == 16

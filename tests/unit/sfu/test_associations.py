"""Promise: a handshake is shown only what belongs to it, and a hostile one harms only itself."""

from collections import Counter
from collections.abc import Sequence
from typing import cast

import pytest

from sfu import associations
from sfu.associations import Associations
from sfu.dtls import Handshake
from sfu.edge_counts import EdgeCount
from sfu.fingerprint import Fingerprint
from sfu.ids import Address
from tests.unit.sfu.test_records import hello, record

HOME, CAFE, EVIL = ("192.0.2.1", 1), ("192.0.2.2", 2), ("198.51.100.1", 3)
MORE = record(22, b"\x0b" + bytes(40))  # a Certificate: what comes after the hello
NAMED = [Fingerprint("sha-256", ":".join(["AB"] * 32))]


class FakeHandshake:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[tuple[bytes, Address]] = []
        self.begun: Sequence[Fingerprint] = ()
        self.cancelled = False
        self.full = False

    def feed(self, data: bytes, address: Address) -> bool:
        self.shown.append((data, address))
        return not self.full

    def begin(self, fingerprints: Sequence[Fingerprint]) -> None:
        self.begun = fingerprints

    def cancel(self) -> None:
        self.cancelled = True


class Desk:
    def __init__(self) -> None:
        self.begun: list[FakeHandshake] = []
        self.counters: Counter[EdgeCount] = Counter()
        self.associations = Associations(self._begin, self.counters)

    def _begin(self, address: Address) -> Handshake:
        self.begun.append(FakeHandshake())
        return cast("Handshake", self.begun[-1])

    def show(self, data: bytes, address: Address) -> None:
        self.associations.receive(data, address)

    def secure(self, which: int) -> None:
        self.associations.secure(cast("Handshake", self.begun[which]))

    def remove(self, which: int) -> None:
        self.associations.remove(cast("Handshake", self.begun[which]))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def random(n: int) -> bytes:
    return bytes([n]) * 32


def a_hello(n: int = 1) -> bytes:
    return record(22, hello(random(n)))


def test_only_a_hello_begins_a_handshake(desk: Desk) -> None:
    desk.show(MORE, HOME)
    assert desk.begun == []
    assert desk.counters == {"dropped-dtls-out-of-turn": 1}

    desk.show(a_hello(), HOME)
    assert [each.shown for each in desk.begun] == [[(a_hello(), HOME)]]


def test_the_answer_sets_it_going_whichever_comes_first(desk: Desk) -> None:
    desk.show(a_hello(1), HOME)
    assert not desk.begun[0].begun
    desk.associations.expect(NAMED)
    desk.show(a_hello(2), CAFE)

    assert [each.begun for each in desk.begun] == [NAMED, NAMED]


def test_a_browser_that_changes_its_path_goes_on_with_its_handshake(desk: Desk) -> None:
    desk.show(a_hello(), HOME)
    desk.show(MORE, CAFE)
    desk.show(a_hello(), EVIL)

    assert len(desk.begun) == 1
    assert [address for _, address in desk.begun[0].shown] == [HOME, CAFE, EVIL]


def test_another_hello_from_elsewhere_is_a_handshake_of_its_own(desk: Desk) -> None:
    desk.show(a_hello(1), HOME)
    desk.show(a_hello(2), EVIL)
    desk.show(MORE, HOME)
    desk.show(MORE, EVIL)
    desk.show(MORE, CAFE)

    honest, hostile = desk.begun
    assert [address for _, address in honest.shown] == [HOME, HOME]
    assert [address for _, address in hostile.shown] == [EVIL, EVIL]
    assert desk.counters["dropped-dtls-out-of-turn"] == 1, "from CAFE it could be anyone's"


def test_alerts_that_anyone_can_send_are_not_shown(desk: Desk) -> None:
    desk.show(a_hello(), HOME)
    desk.show(record(21, b"\x02\x28"), HOME)

    assert len(desk.begun[0].shown) == 1
    assert desk.counters["dropped-dtls-plain-alert"] == 1


def test_the_verified_one_ends_all_others_and_gets_everything(desk: Desk) -> None:
    desk.show(a_hello(1), HOME)
    desk.show(a_hello(2), EVIL)

    desk.secure(0)
    desk.show(a_hello(3), CAFE)

    assert [each.cancelled for each in desk.begun] == [False, True]
    assert desk.begun[0].shown[-1] == (a_hello(3), CAFE), (
        "OpenSSL knows a late hello for what it is"
    )


def test_handshakes_are_few_at_once_and_few_in_all(desk: Desk) -> None:
    for n in range(10):
        desk.show(a_hello(n), ("192.0.2.9", n + 1))
    assert len(desk.begun) == associations.AT_ONCE

    for n in range(40):
        for each in range(len(desk.begun)):
            desk.remove(each)
        desk.show(a_hello(100 + n), ("192.0.2.9", 100 + n))
    assert len(desk.begun) == associations.IN_ALL


def test_one_that_ended_makes_room_at_its_address(desk: Desk) -> None:
    desk.show(a_hello(1), HOME)
    desk.remove(0)
    assert desk.associations.all() == frozenset()

    desk.show(a_hello(1), HOME)

    assert len(desk.begun) == 2


def test_a_full_queue_is_counted(desk: Desk) -> None:
    desk.show(a_hello(), HOME)
    desk.begun[0].full = True

    desk.show(MORE, HOME)

    assert desk.counters == {"dtls-received": 1, "dropped-dtls-queue-full": 1}

"""Promise: behind one port each check finds its endpoint, and strangers get silence and a counter."""

from random import Random

import pytest

from sfu.events import Lost
from sfu.ice import Credentials, IceEvent, PathChosen, PathClosed, PathOpened
from sfu.ice_table import IceTable
from sfu.ids import Address, Datagram, EndpointId
from tests.support.checks import binding_request, is_success

ADA, BO = EndpointId("ada"), EndpointId("bo")
HOME, CAFE = ("192.0.2.1", 1000), ("192.0.2.2", 2000)
RNG = Random(7)
OF_ADA, OF_BO = Credentials.draw(RNG), Credentials.draw(RNG)


@pytest.fixture
def table() -> IceTable:
    made = IceTable()
    made.admit(ADA, OF_ADA)
    made.admit(BO, OF_BO)
    return made


def check(of: Credentials, *, nominate: bool = False) -> bytes:
    return binding_request(of.ufrag, of.password, rng=RNG, nominate=nominate)


def events(table: IceTable) -> list[IceEvent]:
    found = []
    while event := table.next_event():
        found.append(event)
    return found


def receive(table: IceTable, data: bytes, address: Address, now: float = 0) -> list[Datagram]:
    table.receive((data, address), now)
    return table.datagrams_to_send()


def test_a_check_is_answered_and_its_address_known(table: IceTable) -> None:
    [(response, to)] = receive(table, check(OF_ADA), HOME)

    assert to == HOME
    assert is_success(response, OF_ADA.password)
    assert events(table) == [PathOpened(ADA, HOME), PathChosen(ADA, HOME)]
    assert table.endpoints == {HOME: ADA}
    assert table.counters == {"checks-answered": 1}


@pytest.mark.parametrize(
    ("data", "counter"),
    [
        (check(Credentials.draw(RNG)), "dropped-stun-unknown-ufrag"),
        (binding_request(OF_ADA.ufrag, "x" * 48, rng=RNG), "dropped-stun-unauthentic"),
        (binding_request(OF_ADA.ufrag, OF_BO.password, rng=RNG), "dropped-stun-unauthentic"),
        (bytes(20), "dropped-stun-malformed"),
        (check(OF_ADA)[:-1], "dropped-stun-malformed"),
    ],
)
def test_strangers_get_no_answer_and_leave_nothing_but_a_count(
    table: IceTable, data: bytes, counter: str
) -> None:
    assert receive(table, data, HOME) == []
    assert events(table) == []
    assert table.endpoints == {}
    assert table.counters == {counter: 1}


def test_an_overheard_check_is_worth_nothing_elsewhere(table: IceTable) -> None:
    overheard = check(OF_ADA, nominate=True)
    receive(table, overheard, HOME)

    assert receive(table, overheard, CAFE) == []
    assert table.endpoints == {HOME: ADA}
    assert table.counters["dropped-stun-replayed"] == 1


def test_a_retransmitted_check_is_answered_again(table: IceTable) -> None:
    again = check(OF_ADA)
    receive(table, again, HOME)

    assert len(receive(table, again, HOME)) == 1


def test_an_address_in_use_is_not_given_to_another_endpoint(table: IceTable) -> None:
    receive(table, check(OF_ADA), HOME)

    assert receive(table, check(OF_BO), HOME, now=9) == []
    assert table.endpoints == {HOME: ADA}
    assert table.counters["dropped-stun-address-taken"] == 1


def test_an_address_that_was_left_goes_to_who_proves_to_be_there(table: IceTable) -> None:
    receive(table, check(OF_ADA), HOME)
    events(table)

    assert len(receive(table, check(OF_BO), HOME, now=10)) == 1

    assert table.endpoints == {HOME: BO}
    assert events(table) == [PathClosed(ADA, HOME), PathOpened(BO, HOME), PathChosen(BO, HOME)]


def test_a_flood_of_forgeries_is_cut_short_and_known_addresses_are_still_served(
    table: IceTable,
) -> None:
    receive(table, check(OF_ADA), HOME)
    forged = binding_request(OF_ADA.ufrag, "x" * 48, rng=RNG)

    for n in range(500):
        assert receive(table, forged, ("198.51.100.1", n + 1), now=0.5) == []

    assert table.counters["dropped-stun-too-fast"] > 350
    assert len(receive(table, check(OF_ADA), HOME, now=0.5)) == 1


def test_time_is_taken_only_when_something_is_due(table: IceTable) -> None:
    assert table.next_timeout() is None
    table.watch(ADA, 5)
    assert table.next_timeout() == 35

    table.tick(34)
    assert events(table) == []
    table.tick(35)
    assert events(table) == [Lost(ADA)]
    assert table.next_timeout() is None


def test_a_closed_endpoint_is_a_stranger_again(table: IceTable) -> None:
    receive(table, check(OF_ADA), HOME)
    events(table)

    table.close(ADA)
    table.close(ADA)

    assert events(table) == [PathClosed(ADA, HOME)]
    assert table.endpoints == {}
    assert receive(table, check(OF_ADA), HOME) == []
    table.heard(ADA, HOME, 1)
    table.secured(ADA, HOME, 1)
    table.watch(ADA, 1)
    assert events(table) == []

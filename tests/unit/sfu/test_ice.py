"""Promise: an endpoint is where it has proven to be, it moves only on proof, and silence is noticed."""

from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sfu import ice
from sfu.events import Lost, Resumed, Silent
from sfu.ice import Credentials, IceAgent, IceEvent, PathChosen, PathClosed, PathOpened
from sfu.ids import Address, EndpointId
from sfu.stun import Check

ADA = EndpointId("ada")
HOME, CAFE, TRAIN = ("192.0.2.1", 1000), ("192.0.2.2", 2000), ("2001:db8::3", 3000)


def agent() -> IceAgent:
    return IceAgent(ADA, Credentials("u" * 16, "p" * 48))


class Checks:
    """Makes checks that are all different."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, *, nominates: bool = False) -> Check:
        self._count += 1
        return Check(self._count.to_bytes(12, "big"), nominates)


def events(of: IceAgent) -> list[IceEvent]:
    found = []
    while event := of.next_event():
        found.append(event)
    return found


def connected(checks: Checks) -> IceAgent:
    """Return an agent whose browser is at HOME, with keys, at time 0."""
    ada = agent()
    ada.watch(0)
    ada.checked(checks(), HOME, 0)
    ada.secured(HOME, 0)
    ada.heard(HOME, 0)
    events(ada)
    return ada


def test_the_first_check_decides_even_without_nomination() -> None:
    ada, check = agent(), Checks()

    ada.checked(check(), HOME, 1)

    assert events(ada) == [PathOpened(ADA, HOME), PathChosen(ADA, HOME)]


def test_before_the_keys_a_nomination_moves_the_path() -> None:
    ada, check = agent(), Checks()
    ada.checked(check(), HOME, 1)
    ada.checked(check(), CAFE, 1)
    assert ada.chosen == HOME, "Chromium also checks from interfaces it will not use"

    ada.checked(check(nominates=True), CAFE, 1)

    assert ada.chosen == CAFE


def test_the_handshake_tells_where_the_browser_is() -> None:
    ada, check = agent(), Checks()
    ada.checked(check(), HOME, 1)
    ada.checked(check(), CAFE, 1)

    ada.secured(CAFE, 1)

    assert ada.chosen == CAFE


def test_with_keys_a_check_alone_moves_nothing_even_if_it_nominates() -> None:
    check = Checks()
    ada = connected(check)

    ada.checked(check(nominates=True), CAFE, 1)

    assert ada.chosen == HOME
    assert events(ada) == [PathOpened(ADA, CAFE)]


def test_with_keys_a_check_and_a_packet_move_the_path() -> None:
    check = Checks()
    ada = connected(check)

    ada.checked(check(), CAFE, 1)
    ada.heard(CAFE, 1.01)

    assert ada.chosen == CAFE, "Firefox nominates on its first check only"
    assert events(ada) == [PathOpened(ADA, CAFE), PathChosen(ADA, CAFE)]


def test_a_packet_from_where_no_check_came_moves_nothing() -> None:
    check = Checks()
    ada = connected(check)

    ada.heard(CAFE, 1)

    assert ada.chosen == HOME
    assert events(ada) == []


def test_the_old_path_is_kept_for_five_seconds() -> None:
    check = Checks()
    ada = connected(check)
    ada.checked(check(), CAFE, 1)
    ada.heard(CAFE, 1)
    events(ada)

    ada.tick(5.9)
    assert events(ada) == []
    assert ada.next_timeout() == 6

    ada.tick(6)
    assert events(ada) == [PathClosed(ADA, HOME)]


def test_going_back_needs_a_new_check_and_a_new_packet() -> None:
    check = Checks()
    ada = connected(check)
    ada.checked(check(), CAFE, 1)
    ada.heard(CAFE, 1)
    ada.heard(HOME, 1.1)
    assert ada.chosen == CAFE, "a straggler on the old path is not a move"
    events(ada)

    ada.checked(check(), HOME, 2)
    assert events(ada) == [PathClosed(ADA, HOME), PathOpened(ADA, HOME)], "listened to afresh"
    ada.heard(HOME, 2)

    assert ada.chosen == HOME


def test_a_check_heard_elsewhere_before_is_a_replay() -> None:
    ada, check = agent(), Checks()
    one = check()
    ada.checked(one, HOME, 1)

    assert ada.replayed(one, CAFE)
    assert not ada.replayed(one, HOME), "a retransmission"
    assert not ada.replayed(check(), CAFE)


def test_addresses_are_bounded_and_the_chosen_one_stays() -> None:
    check = Checks()
    ada = connected(check)

    for n in range(20):
        ada.checked(check(), ("192.0.2.9", n + 1), n)

    assert ada.knows(HOME)
    assert sum(ada.knows(("192.0.2.9", n + 1)) for n in range(20)) == ice.PATHS_MOST - 1


def test_an_address_without_checks_is_forgotten_after_thirty_seconds() -> None:
    check = Checks()
    ada = connected(check)
    ada.checked(check(), CAFE, 1)
    ada.checked(check(), HOME, 25)
    events(ada)

    ada.tick(31)

    assert events(ada) == [PathClosed(ADA, CAFE)]


def test_silence_is_told_after_ten_seconds_and_loss_after_thirty() -> None:
    ada = connected(Checks())

    ada.tick(9.99)
    assert events(ada) == []
    ada.tick(10)
    ada.tick(20)
    assert events(ada) == [Silent(ADA)], "once"
    ada.tick(30)
    ada.tick(31)
    assert events(ada) == [Lost(ADA)], "once"


def test_a_check_ends_the_silence() -> None:
    check = Checks()
    ada = connected(check)
    ada.tick(10)
    events(ada)

    ada.checked(check(), HOME, 12)

    assert events(ada) == [Resumed(ADA)]
    assert ada.next_timeout() == 22


def test_an_endpoint_that_never_came_is_lost_without_being_silent() -> None:
    ada = agent()
    ada.watch(0)

    assert ada.next_timeout() == 30
    ada.tick(10)
    assert events(ada) == []
    ada.tick(30)
    assert events(ada) == [Lost(ADA)]


def test_checks_alone_do_not_keep_an_endpoint_that_never_gets_its_keys() -> None:
    ada, check = agent(), Checks()
    ada.watch(0)

    for now in range(0, 30, 2):
        ada.checked(check(), HOME, now)
        ada.tick(now)
    assert Lost(ADA) not in events(ada)
    ada.tick(30)

    assert Lost(ADA) in events(ada)


def test_an_endpoint_that_has_not_answered_is_waited_for() -> None:
    ada, check = agent(), Checks()
    ada.checked(check(), HOME, 0)

    ada.tick(1000)

    assert Lost(ADA) not in events(ada)


def test_strangers_are_limited_by_the_second() -> None:
    ada = agent()

    assert sum(ada.affords_stranger(5) for _ in range(500)) == ice.STRANGERS_MOST
    assert ada.affords_stranger(6)


def test_closing_twice_is_harmless() -> None:
    ada = connected(Checks())

    ada.close()
    ada.close()

    assert events(ada) == [PathClosed(ADA, HOME)]


def test_secrets_have_the_lengths_of_the_design() -> None:
    drawn = {Credentials.draw(Random(n)) for n in range(50)}

    assert len(drawn) == 50
    assert all(len(each.ufrag) == 16 and len(each.password) == 48 for each in drawn)


ADDRESSES = st.sampled_from([("192.0.2.1", port) for port in range(1, 13)])


class AgentMachine(RuleBasedStateMachine):
    """Whatever comes in whatever order, the agent's word and its events agree."""

    def __init__(self) -> None:
        super().__init__()
        self.agent = agent()
        self.check = Checks()
        self.now = 0.0
        self.open: set[Address] = set()
        self.proven: set[Address] = set()
        self.chosen: Address | None = None
        self.silent = self.lost = False
        self.secure = False

    @rule(address=ADDRESSES, nominates=st.booleans())
    def a_check_comes(self, *, address: Address, nominates: bool) -> None:
        before = self.agent.chosen
        self.agent.checked(self.check(nominates=nominates), address, self.now)
        self.proven.add(address)
        self.follow()
        if self.secure and before is not None:
            assert self.agent.chosen == before

    @rule(address=ADDRESSES)
    def a_packet_is_heard(self, address: Address) -> None:
        self.agent.heard(address, self.now)
        self.follow()

    @rule(address=ADDRESSES)
    def the_handshake_is_verified(self, address: Address) -> None:
        if address in self.open and not self.lost:
            self.secure = True
            self.agent.secured(address, self.now)
            self.follow()

    @rule()
    def it_answers(self) -> None:
        if not self.lost and not self.secure:
            self.agent.watch(self.now)
            self.follow()

    @rule(by=st.floats(0, 40))
    def time_passes(self, by: float) -> None:
        self.now += by
        self.agent.tick(self.now)
        self.follow()
        due = self.agent.next_timeout()
        assert due is None or due > self.now, "what was due is done"

    def follow(self) -> None:
        for event in events(self.agent):
            match event:
                case PathOpened(_, address):
                    assert address not in self.open
                    assert address in self.proven
                    self.open.add(address)
                case PathClosed(_, address):
                    self.open.remove(address)
                case PathChosen(_, address):
                    assert address in self.open
                    self.chosen = address
                case Silent():
                    assert not self.silent
                    self.silent = True
                case Resumed():
                    assert self.silent
                    self.silent = False
                case Lost():
                    assert not self.lost
                    self.lost = True

    @invariant()
    def the_events_tell_all(self) -> None:
        assert self.agent.chosen == self.chosen
        assert self.open == {at for at in self.proven if self.agent.knows(at)}
        assert self.chosen is None or self.chosen in self.open
        assert len(self.open) <= ice.PATHS_MOST


TestAgentMachine = AgentMachine.TestCase
TestAgentMachine.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)

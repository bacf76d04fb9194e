"""Whoever asks for help is noticed by every facilitator, by nobody else, and never forgotten."""

import pytest

from rooms import helping
from rooms.errors import Absent, NotAllowed, OutOfTurn
from rooms.events import HelpAsked, HelpClaimed, HelpEnded
from rooms.help_request import HelpRequest
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person, told

BIRCH = person("Birch")


@pytest.fixture
def sitting() -> Sitting:
    sitting = Sitting()
    for name in ("Lena", "Max"):
        sitting.facilitator(name)
    for name in ("Birch", "Fern"):
        sitting.enter(name)
    sitting.enter("Olga", Role.OBSERVER)
    return sitting


def claimer(sitting: Sitting, name: str = "Birch") -> str | None:
    return sitting.session.help[person(name)].claimed_by


def known_to(sitting: Sitting, viewer: str) -> list[str]:
    return list(helping.for_viewer(sitting.session, person(viewer)))


def test_only_facilitators_and_whoever_asked_know_of_it(sitting: Sitting) -> None:
    assert sitting.ask_for_help("Birch") == (HelpAsked(BIRCH, quiet=True, at=sitting.now),)
    sitting.ask_for_help("Olga", quiet=False)
    assert known_to(sitting, "Lena") == known_to(sitting, "Max") == ["Birch", "Olga"]
    assert known_to(sitting, "Birch") == ["Birch"]
    assert known_to(sitting, "Fern") == []
    assert known_to(sitting, "Nobody") == []


def test_asking_again_changes_nothing(sitting: Sitting) -> None:
    sitting.ask_for_help("Birch")
    sitting.now += 5
    assert sitting.ask_for_help("Birch") == ()
    assert sitting.session.help[BIRCH].asked_at == sitting.now - 5


def test_asking_otherwise_is_a_new_request(sitting: Sitting) -> None:
    sitting.ask_for_help("Birch", quiet=False)
    sitting.ask_for_help("Fern")
    sitting.claim_help("Birch", by="Lena")
    sitting.now += 5
    sitting.ask_for_help("Birch", quiet=True)
    assert sitting.session.help[BIRCH] == HelpRequest(sitting.now, quiet=True)
    assert known_to(sitting, "Lena") == ["Fern", "Birch"]


def test_one_facilitator_claims_it(sitting: Sitting) -> None:
    sitting.ask_for_help("Birch")
    assert sitting.claim_help("Birch", by="Max") == (HelpClaimed(BIRCH, person("Max")),)
    assert sitting.claim_help("Birch", by="Max") == ()
    with pytest.raises(OutOfTurn):
        sitting.claim_help("Birch", by="Lena")
    assert claimer(sitting) == "Max"


def test_what_someone_claimed_who_dropped_can_be_claimed_anew(sitting: Sitting) -> None:
    sitting.ask_for_help("Birch")
    sitting.claim_help("Birch", by="Max")
    sitting.drop("Max")
    assert claimer(sitting) == "Max", "they may be back in a moment"
    sitting.claim_help("Birch", by="Lena")
    assert claimer(sitting) == "Lena"


def test_a_claim_ends_when_the_claimer_leaves(sitting: Sitting) -> None:
    for name in ("Birch", "Fern"):
        sitting.ask_for_help(name)
    sitting.claim_help("Birch", by="Max")
    sitting.claim_help("Fern", by="Lena")
    sitting.leave("Max")
    assert (claimer(sitting), claimer(sitting, "Fern")) == (None, "Lena")


def test_whoever_asked_or_a_facilitator_ends_it(sitting: Sitting) -> None:
    for by in ("Birch", "Lena"):
        sitting.ask_for_help("Birch")
        sitting.claim_help("Birch", by="Max")
        assert sitting.end_help("Birch", by=by) == (HelpEnded(BIRCH, person(by)),)
        assert sitting.end_help("Birch", by=by) == ()
    assert sitting.session.help == {}


def test_it_outlasts_drops_and_restarts_and_ends_with_the_place(sitting: Sitting) -> None:
    sitting.ask_for_help("Birch")
    sitting.drop("Birch")
    sitting.session = told(sitting.entries)
    sitting.restart()
    assert known_to(sitting, "Lena") == ["Birch"]
    sitting.leave("Birch")
    assert known_to(sitting, "Lena") == []


def test_it_ends_with_the_session(sitting: Sitting) -> None:
    sitting.ask_for_help("Birch")
    sitting.end(by="Lena")
    assert sitting.session.help == {}


def test_others_neither_claim_nor_end_it_nor_learn_whether_it_is(sitting: Sitting) -> None:
    sitting.ask_for_help("Birch")
    for asker in ("Birch", "Lena"):
        with pytest.raises(NotAllowed):
            sitting.claim_help(asker, by="Fern")
        with pytest.raises(NotAllowed):
            sitting.end_help(asker, by="Fern")
    with pytest.raises(NotAllowed):
        sitting.claim_help("Birch", by="Birch")


def test_strangers_ask_for_nothing_and_what_is_not_asked_cannot_be_claimed(
    sitting: Sitting,
) -> None:
    with pytest.raises(Absent):
        sitting.ask_for_help("Nobody")
    with pytest.raises(Absent):
        sitting.claim_help("Birch", by="Lena")

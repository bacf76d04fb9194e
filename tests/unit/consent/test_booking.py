"""The ledger has what was agreed to, nobody's name, and a length that tells nothing."""

import pytest

from consent.entry import (
    Asked,
    Ended,
    Joined,
    Moved,
    NoYes,
    Present,
    Settled,
    Withdrawn,
    Yes,
)
from consent.flag import Answer
from consent.terms import Scope, Terms, Viewer
from rooms.ids import ParticipantId
from rooms.role import Role
from tests.unit.consent.books import NAMES, Books, kept, story
from tests.unit.consent.group import Group, agreed
from tests.unit.consent.keys import public


def kinds(books: Books) -> list[type]:
    return [type(fact) for fact in books.facts() if not isinstance(fact, Joined)]


def test_a_recording_from_the_question_to_its_end() -> None:
    group = agreed("Ada")
    group.stop()
    assert kinds(kept(group)) == [Asked, Yes, Yes, Settled, Present, Moved, Withdrawn, Ended]


def test_the_key_that_somebody_signs_with_is_bound_when_they_join() -> None:
    (joined, *_) = story().facts()
    assert isinstance(joined, Joined)
    assert joined.who == NAMES.of(ParticipantId("Lena"))


def test_an_answer_is_kept_with_the_key_it_was_signed_with() -> None:
    group = Group("Ada")
    group.ask()
    group.yes("Ada")
    group.bind("Ada", public("Ada's phone"))
    group.yes("Lena")
    yes = [fact for fact in kept(group).facts() if isinstance(fact, Yes)]
    assert public("Ada") in [each.key for each in yes]
    assert kept(group).verdict().sound


def test_terms_are_kept_in_full() -> None:
    group = Group("Ada")
    viewers = frozenset({Viewer.PARTICIPANTS, Viewer.ABSENT})
    group.ask(by=None, terms=Terms(Scope.BREAKOUTS, until=2000.5, retention=3, viewers=viewers))
    (asked,) = kept(group).facts()
    assert isinstance(asked, Asked)
    assert (asked.by, asked.until, asked.retention) == (None, 2_000_500, 3)
    assert asked.viewers == (Viewer.ABSENT, Viewer.PARTICIPANTS)
    assert asked.digest == group.of(Scope.BREAKOUTS).digest


@pytest.mark.parametrize("said", [None, Answer.REFUSED, Answer.LATER])
def test_a_no_is_kept_as_silence_is(said: Answer | None) -> None:
    group = Group("Ada")
    group.ask()
    group.yes("Lena")
    if said is not None:
        group.answer("Ada", said)
    group.wait(60.0)
    facts = kept(group).facts()
    assert NoYes(group.of().id, NAMES.of(ParticipantId("Ada"))) in facts
    assert kinds(kept(group)).count(NoYes) == 1
    assert len(facts) == 5


def test_before_it_came_out_a_yes_that_was_taken_back_is_no_yes() -> None:
    group = Group("Ada")
    group.ask()
    group.yes("Lena")
    group.withdraw("Lena")
    group.wait(60.0)
    assert kinds(kept(group)) == [Asked, NoYes, NoYes, Settled]


def test_answers_stand_in_no_order_that_tells_anything() -> None:
    group = agreed("Ada", "Ben", "Cy")
    who = [fact.who for fact in kept(group).facts() if isinstance(fact, Yes)]
    assert who == sorted(who)


def test_a_newcomers_yes_is_kept_before_they_are_recorded() -> None:
    group = agreed("Ada")
    group.after(group.sitting.enter("Ben"))
    group.yes("Ben")
    assert kinds(kept(group))[-4:] == [Moved, Yes, Present, Moved]


def test_who_comes_in_with_a_yes_is_kept_without_the_gate_moving() -> None:
    group = agreed("Ada", lobby=True)
    group.after(group.sitting.enter("Ben"))
    group.yes("Ben")
    group.after(group.sitting.admit("Ben", by="Lena"))
    assert kinds(kept(group))[-2:] == [Yes, Present]
    assert kept(group).verdict().sound


def test_however_it_ended_as_many_entries_tell_of_it() -> None:
    stopped, withdrawn, held = agreed("Ada"), agreed("Ada"), agreed("Ada")
    stopped.stop()
    withdrawn.withdraw("Ada")
    held.after(held.sitting.drop("Lena"))
    ends = [kept(group).facts()[-2:] for group in (stopped, withdrawn, held)]
    ask = stopped.of().id
    ada = Withdrawn(ask, NAMES.of(ParticipantId("Ada")))
    nobody = Withdrawn(ask, None)
    assert ends == [[nobody, Ended(ask)], [ada, Ended(ask)], [nobody, Ended(ask)]]


def test_a_yes_taken_back_afterwards_is_kept_of_whoever_was_recorded() -> None:
    group = agreed("Ada")
    group.after(group.sitting.enter("Olga", Role.OBSERVER))
    group.stop()
    group.withdraw("Ada")
    assert kept(group).facts()[-1] == Withdrawn(group.of().id, NAMES.of(ParticipantId("Ada")))


def test_in_the_lobby_a_yes_taken_back_is_nobodys_business() -> None:
    group = agreed("Ada", lobby=True)
    before = len(kept(group).facts())
    group.after(group.sitting.enter("Ben"))
    group.yes("Ben")
    group.withdraw("Ben")
    assert len(kept(group).facts()) == before + 1  # the key


def test_no_name_and_no_id_is_in_it() -> None:
    everything = b"".join(story().records)
    for word in (b"Lena", b"Ada", b"Ben", b"Cordelia", b"session"):
        assert word not in everything

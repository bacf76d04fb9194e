"""People are asked first, once, at one pace; and an ask comes out at one moment."""

from dataclasses import replace

import pytest

from consent.asking import give_up
from consent.consents import Consents
from consent.consequences import next_deadline
from consent.erase import Erase
from consent.errors import AlreadyAsked, BadTerms, TooSoon
from consent.events import AskSettled, GateMoved, HoldoutsChanged, RecordingAsked, RecordingEnded
from consent.ids import AskId
from consent.outcome import Ending, Outcome, PublicOutcome, public_outcome
from consent.terms import Scope, Terms, Tracks, Viewer
from consent.wording import CURRENT, Wording
from rooms.errors import NotAllowed, OutOfTurn
from rooms.role import Role
from tests.unit.consent.group import Group, agreed
from tests.unit.rooms.sitting import person

TERMS = Terms(Scope.MAIN)


def endings(events: object) -> list[Ending]:
    assert isinstance(events, tuple)
    return [event.reason for event in events if isinstance(event, RecordingEnded)]


def outcomes(events: object) -> list[Outcome]:
    assert isinstance(events, tuple)
    return [event.outcome for event in events if isinstance(event, AskSettled)]


def test_an_ask_says_whose_yes_it_needs() -> None:
    group = Group("Ada")
    group.sitting.enter("Olga", Role.OBSERVER)
    (asked,) = group.ask()
    assert isinstance(asked, RecordingAsked)
    assert asked.people == {"Lena", "Ada", "Olga"}
    assert asked.by == "Lena"
    assert next_deadline(group.consents) == group.now + 60.0


def test_the_api_may_ask() -> None:
    group = Group("Ada")
    (asked,) = group.ask(by=None)
    assert isinstance(asked, RecordingAsked)
    assert asked.by is None


def test_for_breakouts_everyone_is_asked_since_anyone_may_be_dealt() -> None:
    group = Group("Ada", "Ben")
    group.sitting.split(["Ben"])
    (main,) = group.ask()
    (rooms,) = group.ask(terms=Terms(Scope.BREAKOUTS))
    assert isinstance(main, RecordingAsked)
    assert isinstance(rooms, RecordingAsked)
    assert main.people == {"Lena", "Ada"}
    assert rooms.people == {"Lena", "Ada", "Ben"}


def test_a_client_cannot_ask() -> None:
    group = Group("Ada")
    with pytest.raises(NotAllowed):
        group.ask(by="Ada")


def test_nobody_is_asked_while_no_facilitator_is_present() -> None:
    group = Group("Ada")
    group.sitting.drop("Lena")
    with pytest.raises(OutOfTurn):
        group.ask(by=None)


def test_nobody_is_asked_for_an_empty_room() -> None:
    group = Group("Ada")
    group.sitting.split(["Ada", "Lena"])
    with pytest.raises(OutOfTurn):
        group.ask()


@pytest.mark.parametrize(
    "terms",
    [
        replace(TERMS, until=1000.0),
        replace(TERMS, retention=0),
        replace(TERMS, retention=3651),
        replace(TERMS, viewers=frozenset()),
    ],
)
def test_terms_nobody_can_agree_to_are_refused(terms: Terms) -> None:
    with pytest.raises(BadTerms):
        Group("Ada").ask(terms=terms)


def test_one_question_of_a_scope_at_a_time() -> None:
    group = Group("Ada")
    group.ask()
    with pytest.raises(AlreadyAsked):
        group.ask()
    group.yes("Lena", "Ada")
    with pytest.raises(AlreadyAsked):
        group.ask()


def test_the_last_yes_opens_the_gate_at_once() -> None:
    group = Group("Ada")
    group.ask()
    assert outcomes(group.yes("Lena")) == []
    happened = group.yes("Ada")
    assert outcomes(happened) == [Outcome.GIVEN]
    assert isinstance(happened[-1], GateMoved)
    assert happened[-1].people == {"Lena", "Ada"}
    assert group.of().recorded == {"Lena", "Ada"}


def test_a_no_of_the_last_one_comes_out_at_the_one_moment_all_the_same() -> None:
    group = Group("Ada")
    group.ask()
    group.yes("Lena")
    group.no("Ada")
    assert outcomes(group.wait(59.0)) == []
    assert outcomes(group.wait(1.0)) == [Outcome.NOT_AGREED]
    assert next_deadline(group.consents) is None


def test_whoever_leaves_without_a_yes_brings_nothing_forward() -> None:
    group = Group("Ada", "Ben")
    group.ask()
    group.yes("Lena", "Ada")
    assert group.after(group.sitting.leave("Ben")) == ()
    assert outcomes(group.wait(60.0)) == [Outcome.NOT_AGREED]


def test_whoever_comes_meanwhile_has_a_minute_of_their_own() -> None:
    group = Group("Ada")
    group.ask()
    group.wait(50.0)
    group.after(group.sitting.enter("Ben"))
    group.yes("Lena", "Ada")
    assert group.of().asking
    assert outcomes(group.wait(10.0)) == [Outcome.GIVEN]
    assert not group.gate().open
    assert endings(group.wait(59.0)) == []
    assert endings(group.wait(1.0)) == [Ending.UNANSWERED]


def test_after_a_negative_outcome_nobody_is_asked_again_for_ten_minutes() -> None:
    group = Group("Ada")
    group.ask()
    group.wait(60.0)
    group.wait(599.0)
    with pytest.raises(TooSoon):
        group.ask()
    group.ask(terms=Terms(Scope.BREAKOUTS))
    group.wait(1.0)
    group.ask()


def test_to_take_a_question_back_does_not_allow_another_one_at_once() -> None:
    group = Group("Ada")
    group.ask()
    assert outcomes(group.stop()) == [Outcome.CALLED_OFF]
    with pytest.raises(TooSoon):
        group.ask()


def test_a_facilitator_stops_a_recording_and_may_ask_again() -> None:
    group = agreed("Ada")
    assert endings(group.stop(by=None)) == [Ending.STOPPED]
    assert not group.gate().open
    assert group.stop() == ()
    group.ask()


def test_stopping_what_nobody_asked_for_changes_nothing() -> None:
    assert Group("Ada").stop() == ()


def test_a_client_cannot_stop() -> None:
    with pytest.raises(NotAllowed):
        agreed("Ada").stop(by="Ada")


def test_a_newcomer_who_is_silent_ends_it_after_a_minute() -> None:
    group = agreed("Ada")
    happened = group.after(group.sitting.enter("Ben"))
    assert [type(event) for event in happened] == [HoldoutsChanged, GateMoved]
    assert endings(group.wait(59.0)) == []
    assert endings(group.wait(1.0)) == [Ending.UNANSWERED]
    with pytest.raises(TooSoon):
        group.ask()


def test_a_newcomer_who_said_yes_in_the_lobby_pauses_nothing() -> None:
    group = agreed("Ada", lobby=True)
    group.after(group.sitting.enter("Ben"))
    group.yes("Ben")
    since = group.shown()
    happened = group.after(group.sitting.admit("Ben", by="Lena"))
    assert [type(event) for event in happened] == [GateMoved]
    assert group.gate().open
    assert group.of().recorded == {"Lena", "Ada", "Ben"}
    assert group.shown() == since


def test_each_who_keeps_it_shut_has_a_minute_of_their_own() -> None:
    group = agreed("Ada", "Ben")
    group.after(group.sitting.drop("Ben"))
    group.wait(30.0)
    group.after(group.sitting.enter("Cy"))
    group.wait(20.0)
    group.after(group.sitting.come_back("Ben"))
    assert endings(group.wait(39.0)) == []
    group.yes("Cy")
    assert group.gate().open
    assert next_deadline(group.consents) is None


def test_a_drop_ends_it_after_a_minute_and_all_may_be_asked_again() -> None:
    group = agreed("Ada", "Ben")
    group.after(group.sitting.drop("Ben"))
    assert endings(group.wait(60.0)) == [Ending.ABSENT]
    group.ask()


def test_a_hold_ends_it() -> None:
    group = agreed("Ada")
    assert endings(group.after(group.sitting.drop("Lena"))) == [Ending.HOLD]


def test_a_hold_calls_a_question_off() -> None:
    group = Group("Ada")
    group.ask()
    assert outcomes(group.after(group.sitting.drop("Lena"))) == [Outcome.CALLED_OFF]


def test_the_end_of_the_session_ends_it() -> None:
    group = agreed("Ada")
    assert endings(group.after(group.sitting.end(by="Lena"))) == [Ending.SESSION_OVER]


def test_it_ends_by_itself_when_the_terms_say() -> None:
    group = agreed("Ada", terms=replace(TERMS, until=1100.0))
    assert next_deadline(group.consents) == 1100.0
    assert endings(group.wait(100.0)) == [Ending.UNTIL]


def test_a_restart_ends_it_and_it_may_be_asked_for_again() -> None:
    group = agreed("Ada")
    group.restart()
    assert group.of().ended is Ending.INTERRUPTED
    group.sitting.come_back("Lena")
    group.sitting.come_back("Ada")
    group.due()
    assert not group.gate().open
    group.ask()


def test_a_restart_takes_an_open_question_back() -> None:
    group = Group("Ada")
    group.ask()
    group.restart()
    assert group.of().outcome is Outcome.INTERRUPTED
    group.sitting.come_back("Lena")
    group.ask()


def test_two_scopes_know_nothing_of_each_other() -> None:
    group = agreed("Ada")
    group.ask(terms=Terms(Scope.BREAKOUTS))
    group.no("Ada", Scope.BREAKOUTS)
    group.wait(60.0)
    assert group.gate().open
    assert group.of(Scope.BREAKOUTS).outcome is Outcome.NOT_AGREED


def test_what_others_are_told_has_no_reason() -> None:
    assert {public_outcome(ending) for ending in Ending} == {PublicOutcome.ENDED}
    assert public_outcome(Outcome.INTERRUPTED) is public_outcome(Outcome.CALLED_OFF)
    assert [public_outcome(outcome) for outcome in (Outcome.GIVEN, Outcome.NOT_AGREED)] == [
        PublicOutcome.GIVEN,
        PublicOutcome.NOT_AGREED,
    ]


def test_every_term_and_every_word_is_part_of_what_is_agreed_to() -> None:
    others = [
        Terms(Scope.BREAKOUTS),
        replace(TERMS, tracks=Tracks.TEACHING),
        replace(TERMS, until=2000.0),
        replace(TERMS, retention=15),
        replace(TERMS, viewers=frozenset({Viewer.FACILITATORS, Viewer.ABSENT})),
    ]
    digests = {terms.digest(CURRENT) for terms in (TERMS, *others)}
    digests |= {TERMS.digest(Wording(2, CURRENT.sentences)), TERMS.digest(Wording(1, {}))}
    assert len(digests) == len(others) + 3


def test_the_words_of_a_version_never_change() -> None:
    assert CURRENT.version == 1
    assert (
        CURRENT.digest.hex() == "4a278705ab5c7540611ecdbc5c99ed02f70984245e21d6ed05bff6d2cb776322"
    )


def test_nobody_asked_and_nothing_is_owed() -> None:
    assert next_deadline(Consents()) is None
    assert Group("Ada").due() == ()


def test_a_recording_that_nobody_keeps_any_more_is_given_up_once() -> None:
    group = agreed("Ada")
    id_ = group.of().id
    given_up = group.do(lambda consents: give_up(consents, id_, now=group.now))
    assert endings(given_up) == [Ending.INTERRUPTED]
    assert group.do(lambda consents: give_up(consents, id_, now=group.now)) == ()
    assert group.do(lambda consents: give_up(consents, AskId("none"), now=group.now)) == ()
    group.ask()
    assert not group.of().is_over


def test_an_ask_is_over_when_no_gate_can_open_by_it_any_more() -> None:
    group = Group("Ada")
    group.ask()
    assert not group.of().is_over
    group.yes("Lena", "Ada")
    assert not group.of().is_over
    group.withdraw("Ada")
    assert group.of().is_over


def test_who_ever_said_no_is_not_counted_on() -> None:
    group = Group("Ada", "Ben")
    group.ask()
    group.no("Ada")
    group.yes("Ada", "Ben")
    counted = {name: group.of().may_count_on(person(name)) for name in ("Lena", "Ada", "Ben")}
    assert counted == {"Lena": True, "Ada": False, "Ben": True}


def test_what_may_be_erased_is_nothing_ones_own_or_all() -> None:
    assert [each.value for each in Erase] == ["none", "own", "all"]

"""One's own flag is known to oneself alone, and others cannot tell a no from silence."""

from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent.consents import Consents
from consent.errors import TooSoon
from consent.flag import Flag
from consent.notices import announced
from consent.outcome import PublicOutcome
from consent.projection import (
    NOT_RECORDED,
    PublicAsk,
    Recording,
    State,
    ask_again_at,
    own_consents,
    public_asks,
)
from consent.terms import Scope, Terms
from rooms.errors import RoomsError
from tests.unit.consent.books import kept
from tests.unit.consent.group import Group, agreed


def states(group: Group) -> tuple[State, float | None]:
    return group.shown().state, group.shown().since


def test_nobody_has_asked() -> None:
    group = Group("Ada")
    assert group.shown() == NOT_RECORDED
    assert public_asks(group.consents, group.sitting.session) == ()
    assert own_consents(group.consents, group.sitting.of("Ada").id) == ()


def test_the_recording_state_tells_the_truth_at_every_step() -> None:
    group = Group("Ada", "Ben")
    group.ask()
    assert group.shown() == Recording(State.ASKING, Scope.MAIN, 1000.0)
    group.wait(10.0)
    group.yes("Lena", "Ada", "Ben")
    assert states(group) == (State.ON, 1010.0)
    group.wait(10.0)
    group.after(group.sitting.drop("Ben"))
    assert states(group) == (State.PAUSED, 1020.0)
    group.wait(10.0)
    group.after(group.sitting.come_back("Ben"))
    assert states(group) == (State.ON, 1030.0)
    group.withdraw("Ben")
    assert states(group) == (State.ENDED, 1030.0)


def test_a_negative_outcome_is_shown_as_not_recorded() -> None:
    group = Group("Ada")
    group.ask()
    group.wait(60.0)
    assert states(group) == (State.OFF, 1060.0)
    (told,) = public_asks(group.consents, group.sitting.session)
    assert told.outcome is PublicOutcome.NOT_AGREED


def test_of_two_scopes_the_one_that_records_is_shown() -> None:
    group = agreed("Ada")
    group.ask(terms=Terms(Scope.BREAKOUTS))
    assert group.shown().scope is Scope.MAIN


def test_everyone_is_told_whether_the_gate_is_open() -> None:
    group = Group("Ada")
    group.ask()
    (told,) = public_asks(group.consents, group.sitting.session)
    assert told == PublicAsk(group.of().id, group.of().terms, None, gate_open=False)
    group.yes("Lena", "Ada")
    (told,) = public_asks(group.consents, group.sitting.session)
    assert (told.outcome, told.gate_open) == (PublicOutcome.GIVEN, True)
    group.stop()
    (told,) = public_asks(group.consents, group.sitting.session)
    assert (told.outcome, told.gate_open) == (PublicOutcome.ENDED, False)


def test_one_sees_ones_own_flag_and_what_one_may_do_about_it() -> None:
    group = Group("Ada")
    group.ask()
    own = group.own("Ada")
    assert (own.flag, own.to_answer, own.sheet_open, own.may_withdraw) == (None, True, True, False)
    group.later("Ada")
    own = group.own("Ada")
    assert (own.flag, own.to_answer, own.sheet_open) == (None, True, False)
    group.yes("Ada")
    own = group.own("Ada")
    assert (own.flag, own.to_answer, own.may_withdraw) == (Flag.GIVEN, False, True)
    assert group.own("Lena").flag is None
    group.stop()
    assert not group.own("Lena").to_answer


def test_whoever_is_in_the_lobby_is_asked_there() -> None:
    group = agreed("Ada", lobby=True)
    group.sitting.enter("Ben")
    assert group.own("Ben").to_answer


def test_what_is_public_has_no_place_for_a_person() -> None:
    assert {field.name for field in fields(PublicAsk)} == {"ask", "terms", "outcome", "gate_open"}
    assert {field.name for field in fields(Recording)} == {"state", "scope", "since"}


STEPS: dict[str, Callable[[Group], object]] = {
    "ben drops": lambda group: group.sitting.drop("Ben"),
    "ben is back": lambda group: group.sitting.come_back("Ben"),
    "ben leaves": lambda group: group.sitting.leave("Ben"),
    "cy comes": lambda group: group.sitting.enter("Cy"),
    "ada drops": lambda group: group.sitting.drop("Ada"),
    "ada is back": lambda group: group.sitting.come_back("Ada"),
    "ada leaves": lambda group: group.sitting.leave("Ada"),
    "ada is moved": lambda group: group.sitting.split(["Ada"]),
    "ada is merged": lambda group: group.sitting.merge(),
    "ben says yes": lambda group: group.yes("Ben"),
    "ben withdraws": lambda group: group.withdraw("Ben"),
    "lena says yes": lambda group: group.yes("Lena"),
    "lena stops": lambda group: group.stop(),
    "lena asks": lambda group: group.ask(),
    "restart": lambda group: group.restart(),
}
STORIES = st.lists(
    st.one_of(st.sampled_from(sorted(STEPS)), st.sampled_from([0.0, 1.0, 20.0, 60.0])), max_size=10
)


def watched(group: Group, step: str | float) -> list[object]:
    """What everyone but Ada sees of a step, refusals to the facilitator included."""
    seen: list[object] = []
    if isinstance(step, float):
        ticks = [step / 4] * 4
        for tick in ticks:
            group.wait(tick)
            seen.append(seen_by_others(group))
        return seen
    try:
        STEPS[step](group)
        group.due()
    except RoomsError as refusal:
        seen.append(refusal.code)
    return [*seen, seen_by_others(group)]


def seen_by_others(group: Group) -> object:
    own = {
        name: own_consents(group.consents, name)  # type: ignore[arg-type]
        for name in group.sitting.session.participants
        if name != "Ada"
    }
    return group.shown(), public_asks(group.consents, group.sitting.session), own


def told(group: Group, quiet: str, story: list[str | float], after: float) -> list[object]:
    """A story in which Ada says no, decides later, or says nothing: all that others learn of it."""
    group.wait(after)
    if quiet == "no":
        group.no("Ada")
    if quiet == "later":
        group.later("Ada")
    seen = [seen_by_others(group)]
    for step in story:
        seen.extend(watched(group, step))
    return [*seen, list(announced(Consents(), group.events)), kept(group).receipt("Ben")]


@settings(max_examples=40)
@given(STORIES, st.sampled_from([0.0, 5.0, 59.0]))
def test_of_an_ask_nobody_can_tell_a_no_from_silence(
    story: list[str | float], after: float
) -> None:
    def begun() -> Group:
        group = Group("Ada", "Ben")
        group.ask()
        return group

    said_no, *others = [told(begun(), quiet, story, after) for quiet in ("no", "silence", "later")]
    assert others == [said_no, said_no]


@settings(max_examples=40)
@given(STORIES, st.sampled_from([0.0, 5.0, 59.0]))
def test_of_a_newcomer_nobody_can_tell_a_no_from_silence(
    story: list[str | float], after: float
) -> None:
    def begun() -> Group:
        group = agreed("Ben", "Dee")
        group.after(group.sitting.enter("Ada"))
        return group

    said_no, *others = [told(begun(), quiet, story, after) for quiet in ("no", "silence", "later")]
    assert others == [said_no, said_no]


@settings(max_examples=40)
@given(STORIES)
def test_of_one_who_says_no_in_the_lobby_nobody_can_tell_it_from_silence(
    story: list[str | float],
) -> None:
    def begun(quiet: str) -> list[object]:
        group = agreed("Ben", "Dee", lobby=True)
        group.after(group.sitting.enter("Ada"))
        seen = told(group, quiet, [], 1.0)
        group.after(group.sitting.admit("Ada", by="Lena"))
        return [*seen, *told(group, "silence", story, 0.0)]

    assert begun("no") == begun("silence") == begun("later")


@pytest.mark.parametrize("quiet", ["no", "silence", "later"])
def test_a_negative_outcome_is_there_at_the_same_moment(quiet: str) -> None:
    group = Group("Ada")
    group.ask()
    told(group, quiet, ["lena says yes", 20.0, 20.0], 10.0)
    assert group.shown().state is State.ASKING
    group.wait(10.0)
    assert states(group) == (State.OFF, 1060.0)


def test_facilitators_are_told_when_they_may_ask_again_and_are_refused_until_then() -> None:
    group = Group("Ada")
    group.ask()
    assert ask_again_at(group.consents) == {}
    group.wait(60.0)
    at = ask_again_at(group.consents)[Scope.MAIN]
    with pytest.raises(TooSoon):
        group.ask()
    group.wait(at - group.now)
    group.ask()


def test_what_came_of_an_ask_and_when_it_does_is_the_same_for_everyone() -> None:
    group = Group("Ada", "Ben")
    group.ask()
    group.yes("Ada")
    group.no("Ben")
    told = {(own.outcome, own.settles_at) for own in map(group.own, ("Lena", "Ada", "Ben"))}
    assert told == {(None, group.now + 60.0)}
    group.wait(60.0)
    told = {(own.outcome, own.settles_at) for own in map(group.own, ("Lena", "Ada", "Ben"))}
    assert told == {(PublicOutcome.NOT_AGREED, group.now)}

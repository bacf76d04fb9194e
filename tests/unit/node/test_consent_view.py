"""Everyone sees the same of a question and of what came of it, and each their own answer alone."""

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from consent.terms import Scope, Terms, Tracks, Viewer
from node.consent_view import consent_view, head
from node.live import Live
from node.live_view import live_view
from node.state import State
from node.view import View
from rooms.ids import ParticipantId
from tests.unit.consent.books import Books
from tests.unit.consent.group import Group, agreed
from tests.unit.node.people import line_of


def live_of(group: Group) -> Live:
    return Live(group.sitting.session, group.consents)


def seen_by(name: str, group: Group, **more: Any) -> State:
    return View(live_of(group), **more).state(ParticipantId(name), line_of(name))


def test_a_question_is_told_with_all_its_terms_and_what_a_yes_is_to() -> None:
    group = Group("Ada")
    viewers = frozenset({Viewer.PARTICIPANTS, Viewer.FACILITATORS})
    terms = Terms(Scope.MAIN, Tracks.TEACHING, until=4000.5, retention=3, viewers=viewers)
    group.ask(terms=terms)
    (asked,) = seen_by("Ada", group).consents
    assert msgspec.to_builtins(asked, builtin_types=(bytes,)) == {
        "ask": "ask1",
        "by": "Lena",
        "scope": "main",
        "tracks": "teaching",
        "until": 4000.5,
        "retention": 3,
        "viewers": ("facilitators", "participants"),
        "wording": 1,
        "digest": group.of().digest,
        "flag": None,
        "to_answer": True,
        "sheet_open": True,
        "may_withdraw": False,
        "outcome": None,
        "settles_at": group.now + 60.0,
    }


def test_each_sees_their_own_flag_and_all_the_same_of_the_rest() -> None:
    group = Group("Ada", "Ben")
    group.ask()
    group.yes("Ada")
    group.no("Ben")
    states = {name: seen_by(name, group) for name in ("Lena", "Ada", "Ben")}
    own = {name: state.consents[0].flag for name, state in states.items()}
    assert own == {"Lena": None, "Ada": "given", "Ben": "refused"}
    assert {state.recording.state for state in states.values()} == {"asking"}


def test_at_the_door_one_is_told_that_it_is_recorded_and_is_asked() -> None:
    group = agreed("Ada", lobby=True)
    group.sitting.enter("Cy")
    state = seen_by("Cy", group)
    assert (state.phase, state.recording.state, state.recording.scope) == ("lobby", "on", "main")
    assert state.consents[0].to_answer
    assert state.participants == ()


def test_what_came_of_it_is_told_and_when_facilitators_may_ask_again() -> None:
    group = Group("Ada")
    assert seen_by("Lena", group).ask_again_at is UNSET
    group.ask()
    group.no("Ada")
    group.wait(60.0)
    facilitator, client = seen_by("Lena", group), seen_by("Ada", group)
    assert facilitator.consents[0].outcome == client.consents[0].outcome == "not-agreed"
    assert facilitator.ask_again_at == {"main": group.now + 600.0}
    assert client.ask_again_at is UNSET
    assert facilitator.recording.state == "off"


def test_the_signed_head_goes_to_everyone_at_the_door_too() -> None:
    group = agreed("Ada", lobby=True)
    group.sitting.enter("Cy")
    signed = Books().keep(group.events).signed()
    for name in ("Lena", "Ada", "Cy"):
        ledger = seen_by(name, group, ledger=signed).ledger
        assert ledger is not None
        assert (ledger.id, ledger.size, ledger.head) == (signed.ledger, signed.size, signed.head)
        assert (ledger.at, ledger.signature) == (signed.at, signed.signature)
    assert seen_by("Ada", group).ledger is None
    assert head(None) is None


@pytest.mark.parametrize("quiet", ["no", "silence", "yes"])
def test_the_api_is_told_what_everyone_is_and_nobodys_answer(quiet: str) -> None:
    group = Group("Ada", "Ben")
    group.ask(by=None)
    if quiet == "no":
        group.no("Ada")
    if quiet == "yes":
        group.yes("Ada")
    assert msgspec.json.decode(msgspec.json.encode(consent_view(live_of(group)))) == {
        "recording": {"state": "asking", "scope": "main", "since": group.of().at},
        "asks": [
            {
                "ask": "ask1",
                "scope": "main",
                "tracks": "everyone",
                "until": None,
                "retention": 14,
                "viewers": ["facilitators"],
                "outcome": None,
                "gate": "shut",
            }
        ],
    }


def test_the_api_is_told_whether_a_gate_is_open() -> None:
    group = agreed("Ada", terms=Terms(Scope.MAIN))
    (asked,) = consent_view(live_of(group)).asks
    view = live_view(live_of(group))
    assert (asked.gate, asked.outcome) == ("open", "given")
    assert (view.gate, view.recording.state) == ("open", "on")
    group.stop()
    view = live_view(live_of(group))
    assert (view.gate, view.recording.state) == ("shut", "ended")


def test_where_nothing_was_asked_there_is_nothing_to_tell() -> None:
    group = Group("Ada")
    view = consent_view(live_of(group))
    assert (view.recording.state, view.asks) == ("off", ())
    assert seen_by("Ada", group).consents == ()

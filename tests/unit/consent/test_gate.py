"""The gate is open only while everyone has said yes; whatever is not known shuts it."""

import pytest

from consent.flag import Answer
from consent.gate import Shut, gate
from consent.taps import Tapped, taps
from consent.terms import Scope, Terms, Tracks
from rooms.ids import SpaceId
from rooms.participant import Device
from rooms.role import Role
from tests.unit.consent.group import Group, agreed

OAK, ELM = SpaceId("oak"), SpaceId("elm")
BREAKOUTS = Terms(Scope.BREAKOUTS)


def test_nobody_was_asked_so_it_is_shut() -> None:
    group = Group("Ada")
    assert group.gate().shut is Shut.NOT_ASKED


def test_while_people_are_asked_it_is_shut() -> None:
    group = Group("Ada")
    group.ask()
    assert group.gate().shut is Shut.ASKING
    group.yes("Lena")
    assert not group.gate().open


def test_everyone_said_yes_so_it_is_open() -> None:
    group = agreed("Ada")
    assert group.gate().open
    assert group.gate().rooms == {"main"}


@pytest.mark.parametrize("said", [None, Answer.REFUSED, Answer.LATER])
def test_one_who_does_not_say_yes_leaves_it_shut(said: Answer | None) -> None:
    group = Group("Ada", "Ben")
    group.ask()
    group.yes("Lena", "Ada")
    if said is not None:
        group.answer("Ben", said)
    assert not group.gate().open
    group.wait(60.0)
    assert group.gate().shut is Shut.NOT_AGREED


def test_whoever_comes_in_unanswered_shuts_it_in_that_turn() -> None:
    group = agreed("Ada")
    group.sitting.enter("Ben")
    assert group.gate().shut is Shut.UNANSWERED
    group.due()
    group.yes("Ben")
    assert group.gate().open


def test_whoever_waits_in_the_lobby_does_not_shut_it() -> None:
    group = agreed("Ada", lobby=True)
    group.after(group.sitting.enter("Ben"))
    assert group.gate().open


def test_an_observer_counts_like_anybody() -> None:
    group = agreed("Ada")
    group.sitting.enter("Olga", Role.OBSERVER)
    assert not group.gate().open


def test_whoever_drops_shuts_it_until_they_are_back() -> None:
    group = agreed("Ada", "Ben")
    group.after(group.sitting.drop("Ben"))
    assert group.gate().shut is Shut.ABSENT
    group.after(group.sitting.come_back("Ben"))
    assert group.gate().open


def test_whoever_drops_and_leaves_for_good_shuts_it_no_more() -> None:
    group = agreed("Ada", "Ben")
    group.after(group.sitting.drop("Ben"))
    group.after(group.sitting.leave("Ben"))
    assert group.gate().open


def test_a_room_without_another_person_is_shut() -> None:
    group = agreed("Ada")
    group.after(group.sitting.leave("Ada"))
    assert group.gate().shut is Shut.UNATTENDED


def test_a_main_room_without_a_facilitator_in_it_is_shut() -> None:
    group = agreed("Ada", "Ben")
    group.sitting.split(["Lena"])
    group.due()
    assert group.gate().shut is Shut.UNATTENDED


def test_whoever_speaks_into_the_room_has_to_say_yes_as_well() -> None:
    group = agreed("Ada")
    group.sitting.enter("Cormac", Role.FACILITATOR)
    group.sitting.split(["Cormac"])
    assert group.gate().open
    group.sitting.speak_to("Cormac", "main")
    assert group.gate().shut is Shut.UNANSWERED
    group.yes("Cormac")
    assert group.gate().open


def test_whoever_shows_into_the_room_has_to_say_yes_as_well() -> None:
    group = agreed("Ada")
    group.sitting.enter("Cormac", Role.FACILITATOR)
    group.sitting.split(["Cormac"])
    group.sitting.show_to("Cormac", "main")
    assert not group.gate().open


def test_a_yes_to_the_main_room_opens_no_breakout() -> None:
    group = agreed("Ada", "Ben")
    group.sitting.split(["Ada", "Ben"])
    assert group.gate(Scope.BREAKOUTS).shut is Shut.NOT_ASKED


def breakouts() -> Group:
    group = agreed("Ada", "Ben", "Cy", "Dee", terms=BREAKOUTS)
    group.sitting.split(["Ada", "Ben"], ["Cy", "Dee"])
    group.due()
    return group


def test_breakouts_are_open_all_at_once() -> None:
    group = breakouts()
    assert group.gate(Scope.BREAKOUTS).rooms == {OAK, ELM}
    assert not group.gate(Scope.MAIN).open


def test_one_in_a_breakout_who_has_not_said_yes_shuts_all_of_them() -> None:
    group = breakouts()
    group.sitting.enter("Eve")
    assert group.gate(Scope.BREAKOUTS).open
    group.sitting.move("Eve", "oak")
    assert group.gate(Scope.BREAKOUTS).shut is Shut.UNANSWERED


def test_a_breakout_with_one_person_is_not_recorded() -> None:
    group = breakouts()
    group.after(group.sitting.move("Ben", "main"))
    assert group.gate(Scope.BREAKOUTS).rooms == {ELM}


def test_breakouts_that_do_not_exist_are_shut() -> None:
    group = agreed("Ada", terms=BREAKOUTS)
    assert group.gate(Scope.BREAKOUTS).shut is Shut.UNATTENDED


def test_a_side_room_is_never_recorded() -> None:
    group = breakouts()
    group.sitting.step_aside("Ada", by="Lena")
    room = group.sitting.of("Ada").space
    for scope in Scope:
        assert room not in group.gate(scope).rooms


def tapped(group: Group, scope: Scope = Scope.MAIN) -> set[Tapped]:
    return set(taps(group.consents, group.sitting.session, scope))


def everything_of(*names: str, room: str = "main") -> set[Tapped]:
    return {Tapped(name, device, room) for name in names for device in Device}  # type: ignore[arg-type]


def test_nothing_is_tapped_while_it_is_shut() -> None:
    group = Group("Ada")
    assert tapped(group) == set()


def test_everyone_who_may_be_heard_is_tapped() -> None:
    group = Group("Ada")
    group.sitting.enter("Olga", Role.OBSERVER)
    group.ask()
    group.yes("Lena", "Ada", "Olga")
    assert tapped(group) == everything_of("Lena", "Ada")


def test_of_the_teaching_only_facilitators_are_tapped_though_all_agreed() -> None:
    group = agreed("Ada", terms=Terms(Scope.MAIN, Tracks.TEACHING))
    assert tapped(group) == everything_of("Lena")


def test_no_broadcast_and_no_whisper_is_tapped() -> None:
    group = agreed("Ada", "Ben", "Cy")
    group.sitting.split(["Ben", "Cy"])
    group.sitting.speak_to("Lena", "oak")
    voice = Tapped("Lena", Device.MICROPHONE, "main")  # type: ignore[arg-type]
    assert tapped(group) == everything_of("Lena", "Ada") - {voice}
    group.sitting.whisper("Lena", "oak")
    assert tapped(group) == everything_of("Lena", "Ada") - {voice}


def test_nothing_of_a_room_somebody_listens_to_is_tapped() -> None:
    group = breakouts()
    both = everything_of("Ada", "Ben", room="oak") | everything_of("Cy", "Dee", room="elm")
    assert tapped(group, Scope.BREAKOUTS) == both
    group.sitting.listen("Lena", "oak")
    assert tapped(group, Scope.BREAKOUTS) == everything_of("Cy", "Dee", room="elm")


def test_reading_the_gate_changes_nothing() -> None:
    group = agreed("Ada")
    assert gate(group.consents, group.sitting.session, Scope.MAIN) == group.gate()

"""A client knows the way from their room to the main one, and no other room they may not choose."""

from dataclasses import replace

from node.rooms_view import RoomsView
from rooms.breakouts import Breakouts
from rooms.ids import SpaceId
from rooms.part import Part
from rooms.role import Role
from rooms.session import Session
from rooms.space import Space
from tests.unit.node.people import MAIN, member, pid, session_of

OAK, ELM, ASH, YEW = (SpaceId(name) for name in ("oak", "elm", "ash", "yew"))


def group(**breakouts: object) -> Session:
    """Lena in the main room, Ada in Elm within Oak, Bo in Ash, and nobody in Yew, to be chosen."""
    session = session_of(
        member("lena", 0, Role.FACILITATOR),
        member("ada", 1, space=ELM),
        member("bo", 2, space=ASH),
        member("cy", 3, Role.OBSERVER, space=ASH),
    )
    spaces = {
        OAK: Space(OAK, "Oak", MAIN, closes_at=500.0),
        ELM: Space(ELM, "Elm", OAK),
        ASH: Space(ASH, "Ash", MAIN),
        YEW: Space(YEW, "Yew", MAIN, choice=True),
    }
    return replace(session, breakouts=Breakouts(spaces=spaces, **breakouts))  # type: ignore[arg-type]


def known(session: Session, viewer: str) -> dict[str, int | None]:
    return {room.name: room.people for room in RoomsView(session).seen_by(pid(viewer))}


def test_a_client_sees_their_own_room_with_those_above_it_and_those_to_choose() -> None:
    assert known(group(), "ada") == {"Main room": None, "Oak": None, "Elm": None, "Yew": 0}
    assert known(group(), "bo") == {"Main room": None, "Ash": None, "Yew": 0}


def test_an_observer_chooses_no_room() -> None:
    assert known(group(), "cy") == {"Main room": None, "Ash": None}


def test_a_facilitator_sees_every_room_and_how_many_are_inside() -> None:
    everything = {"Main room": 1, "Oak": 0, "Elm": 1, "Ash": 2, "Yew": 0}
    assert known(group(), "lena") == everything
    assert [room.name for room in RoomsView(group()).everything()] == list(everything)


def test_a_room_merges_at_the_latest_when_the_one_above_it_does() -> None:
    closing = {room.name: room.closes_at for room in RoomsView(group()).seen_by(pid("ada"))}
    assert closing == {"Main room": None, "Oak": 500.0, "Elm": 500.0, "Yew": None}


def test_an_ear_is_seen_in_the_room_that_is_heard_and_by_facilitators() -> None:
    session = group(ears={pid("lena"): frozenset({ELM, ASH})})
    ears = {viewer: RoomsView(session).ears_seen_by(pid(viewer)) for viewer in ("lena", "ada")}
    assert [(ear.participant, ear.room) for ear in ears["lena"]] == [("lena", ASH), ("lena", ELM)]
    assert [(ear.participant, ear.room) for ear in ears["ada"]] == [("lena", ELM)]


def test_cues_are_for_the_rooms_in_which_a_part_is_played() -> None:
    session = group(parts={pid("bo"): Part.A}, cues={Part.A: "You ask."})
    view = RoomsView(session)
    assert view.cues_seen_by(pid("ada")) is None
    for viewer in ("bo", "cy", "lena"):
        assert view.cues_seen_by(pid(viewer)) == {Part.A: "You ask."}


def test_who_was_with_whom_is_known_to_them_and_to_facilitators() -> None:
    pairs = (frozenset({pid("ada"), pid("bo")}), frozenset({pid("cy"), pid("di")}))
    view = RoomsView(group(were_together=pairs))
    assert view.groups_seen_by(pid("ada")) == (("ada", "bo"),)
    assert view.groups_seen_by(pid("lena")) == (("ada", "bo"), ("cy", "di"))

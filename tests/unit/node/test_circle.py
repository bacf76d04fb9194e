"""Whoever is elsewhere is a name and a seat; what reaches into one's own room is all that shows."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from node.circle import Circle
from node.state import Person
from rooms.breakouts import Breakouts
from rooms.part import Part
from rooms.role import Role
from rooms.session import Session
from rooms.space import Space
from rooms.visibility import is_confidant
from tests.unit.node.people import MAIN, SIDE, member, pid, session_of, sessions


def split(*people: object, aside: bool = False, **breakouts: object) -> Session:
    session = session_of(*people)  # type: ignore[arg-type]
    space = Space(SIDE, "Pair", MAIN, side=aside)
    return replace(session, breakouts=Breakouts(spaces={SIDE: space}, **breakouts))  # type: ignore[arg-type]


def seen(session: Session, viewer: str, whom: str) -> Person:
    people = Circle(session).seen_by(pid(viewer))
    return next(person for person in people if person.id == whom)


def test_of_someone_elsewhere_only_the_place_in_the_circle_is_told() -> None:
    ada = replace(member("ada", 1, space=SIDE), hand=3)
    session = split(member("lena", 0), ada, parts={pid("ada"): Part.A})

    person = seen(session, "lena", "ada")

    assert (person.room, person.name, person.seat) == ("elsewhere", "ada", 1)
    assert (person.microphone, person.camera, person.screen) == (False, False, False)
    assert (person.hand, person.part, person.away) == (None, None, False)


def test_facilitators_see_all_there_is_in_every_room() -> None:
    ada = replace(member("ada", 1, space=SIDE), hand=3)
    lena = member("lena", 0, Role.FACILITATOR)
    session = split(lena, ada, parts={pid("ada"): Part.A})

    person = seen(session, "lena", "ada")

    assert (person.room, person.hand, person.part) == (SIDE, 0, Part.A)
    assert (person.microphone, person.camera) == (True, True)
    assert person.private_name == "private-name-of-ada"


def test_a_voice_that_reaches_into_a_room_is_seen_there_and_where_else_it_goes_is_not() -> None:
    lena = replace(member("lena", 0, Role.FACILITATOR), speaks_into=frozenset({MAIN, SIDE}))
    session = split(lena, member("ada", 1, space=SIDE), member("bo", 2))

    there, here = seen(session, "ada", "lena"), seen(session, "bo", "lena")

    assert (there.room, there.microphone, there.camera) == ("elsewhere", True, False)
    assert there.speaks_to == (SIDE,)
    assert (here.room, here.speaks_to) == (MAIN, (MAIN,))
    assert seen(session, "lena", "lena").speaks_to == (MAIN, SIDE)


def test_who_is_in_a_side_room_is_away_to_the_others() -> None:
    session = split(
        member("lena", 0, Role.FACILITATOR, space=SIDE),
        member("ada", 1, space=SIDE),
        member("bo", 2),
        aside=True,
    )

    assert (seen(session, "bo", "ada").away, seen(session, "bo", "ada").room) == (True, "elsewhere")
    assert (seen(session, "lena", "ada").away, seen(session, "lena", "ada").room) == (False, SIDE)


@given(sessions(), st.sampled_from(["p0", "p1", "p2"]))
def test_those_in_one_room_see_the_same(session: Session, viewer: str) -> None:
    circle = Circle(session)
    people = session.participants
    if pid(viewer) not in people:
        return
    own = circle.seen_by(pid(viewer))
    for other in people:
        if is_confidant(session, other) == is_confidant(session, pid(viewer)) and (
            is_confidant(session, other) or people[other].space == people[pid(viewer)].space
        ):
            assert circle.seen_by(other) is own
    assert [person.id for person in own] == [person.id for person in session.circle]

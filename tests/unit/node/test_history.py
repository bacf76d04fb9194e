"""Who met whom is counted once for each round, session by session, and read as it was written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout.errors import UnreadableMet
from breakout.rules import Meeting
from node import history, saved_plans
from node.history import History, Round
from node.saved_plans import MOST_PLANS, Plan, PlanRoom, UnreadablePlans
from rooms.breakout_events import GroupsRemembered
from rooms.breakouts import Breakouts
from rooms.errors import Absent, BadName, OutOfTurn
from rooms.events import Ending, SessionEnded
from rooms.ids import Identity, ParticipantId, SessionId
from rooms.session import Session
from rooms.space import Space
from tests.unit.node.people import MAIN, SIDE, member, pid, session_of

PEOPLE = [pid(name) for name in "abcd"]
PAIR = frozenset({pid("a"), pid("b")})
BOTH = (pid("a"), pid("b"))
ENDED = SessionEnded(Ending.ENDED, 9.0)


def split(**breakouts: object) -> Session:
    """A and B in a breakout, C and D in the main room."""
    session = session_of(*(member(n, at, space=SIDE if n in "ab" else MAIN) for at, n in enumerate("abcd")))  # fmt: skip
    space = Space(SIDE, "Pair", MAIN)
    return replace(session, breakouts=Breakouts(spaces={SIDE: space}, **breakouts))  # type: ignore[arg-type]


def held(number: int) -> Round:
    who = {id_: Identity(f"identity-of-{id_}") for id_ in PEOPLE}
    return Round(SessionId(f"s{number}"), [PAIR], who)


def test_a_round_is_over_when_all_has_merged_or_the_session_ends_in_the_middle() -> None:
    before = split()
    merged = history.over(before, [GroupsRemembered((PAIR,), 600.0)])
    assert merged is not None
    assert [set(group) for group in merged.groups] == [PAIR]
    assert history.over(before, [GroupsRemembered((PAIR,), None)]) is None, "others are open"
    assert history.over(before, [GroupsRemembered((), None)]) is None
    ended = history.over(before, [ENDED])
    assert ended is not None
    assert PAIR in [frozenset(group) for group in ended.groups]
    both = history.over(before, [GroupsRemembered((PAIR,), 600.0), ENDED])
    assert both is not None
    assert list(both.groups) == [PAIR], "once"


def test_what_was_remembered_before_the_end_is_not_counted_again() -> None:
    over = replace(split(), breakouts=Breakouts(were_together=(PAIR,), together_until=600.0))
    assert history.over(over, [ENDED]) is None


def test_sessions_are_counted_when_they_have_breakouts() -> None:
    known = History().after(held(1)).after(held(1)).after(held(2))
    session = replace(split(), id=SessionId("s2"))
    assert known.number == 2
    assert known.among(session, PEOPLE) == {BOTH: Meeting(times=3, ago=0)}
    assert known.among(replace(session, id=SessionId("s3")), PEOPLE) == {BOTH: Meeting(3, 1)}


@given(st.lists(st.integers(1, 4), max_size=6).map(sorted))
def test_a_history_is_read_as_it_was_written(sessions: list[int]) -> None:
    known = History()
    for number in sessions:
        known = known.after(held(number))
    assert history.decode(history.encode(known)) == known


@given(st.binary(max_size=60))
def test_what_is_no_history_and_no_plan_is_named(data: bytes) -> None:
    with pytest.raises(UnreadableMet):
        history.decode(data)
    with pytest.raises(UnreadablePlans):
        saved_plans.decode(data)


names = st.text("ab é", min_size=1, max_size=5)
plans = st.lists(
    st.builds(
        Plan,
        names,
        st.lists(st.builds(PlanRoom, names, st.lists(st.sampled_from([Identity("x")])).map(tuple))).map(tuple),
    ),
    max_size=3,
).map(tuple)  # fmt: skip


@given(plans)
def test_plans_are_read_as_they_were_written(kept: saved_plans.Plans) -> None:
    assert saved_plans.decode(saved_plans.encode(kept)) == kept


def test_a_plan_has_those_of_its_people_who_are_here_under_their_ids_of_today() -> None:
    kept = saved_plans.saved((), "  Pairs ", split())
    later = session_of(
        replace(member("x", 0), identity=Identity("identity-of-a")),
        replace(member("y", 1), identity=Identity("identity-of-z")),
    )
    (plan,) = saved_plans.shown(kept, later)
    assert plan.name == "Pairs"
    assert [(room.name, room.participants) for room in plan.rooms] == [
        ("Pair", (ParticipantId("x"),))
    ]


def test_a_plan_takes_the_place_of_its_namesake_and_is_forgotten_by_name() -> None:
    kept = saved_plans.saved(saved_plans.saved((), "Pairs", split()), "Pairs", split())
    assert len(kept) == 1
    assert saved_plans.without(kept, "Pairs") == ()
    with pytest.raises(Absent):
        saved_plans.without(kept, "Threes")


def test_there_is_nothing_to_save_without_breakouts_nor_without_a_name_nor_without_end() -> None:
    with pytest.raises(OutOfTurn):
        saved_plans.saved((), "Pairs", session_of())
    with pytest.raises(BadName):
        saved_plans.saved((), "x" * 10_000, split())
    full = tuple(Plan(str(number), ()) for number in range(MOST_PLANS))
    with pytest.raises(OutOfTurn):
        saved_plans.saved(full, "Pairs", split())
    assert len(saved_plans.saved(full, "1", split())) == MOST_PLANS

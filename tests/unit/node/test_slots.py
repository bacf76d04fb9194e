"""Slots: what can stay stays, nobody is given what is not theirs, and nobody is left out wrongly."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from node.feed import Feed, published
from node.slots import assign, fill
from node.tile import Tile
from node.wiring import Wiring
from rooms.breakouts import Breakouts
from rooms.participant import Devices
from rooms.role import Role
from rooms.session import Session
from rooms.space import Space
from sfu.ids import Mid, Source
from tests.unit.node.people import (
    ALL_ON,
    MAIN,
    NAMES,
    SIDE,
    feed,
    member,
    pid,
    reaches,
    session_of,
    sessions,
    wiring_of,
    wirings,
)

FEEDS = [Feed(pid(name), source) for name in NAMES for source in (Source.CAMERA, Source.SCREEN)]
MIDS = [Mid(str(number)) for number in range(4, 9)]


def given_to(wiring: Wiring, name: str) -> list[Feed]:
    return list(wiring.lines[pid(name)].given.values())


@given(
    st.lists(st.sampled_from(FEEDS), max_size=8),
    st.lists(st.lists(st.sampled_from(FEEDS), max_size=8), max_size=6),
)
def test_what_is_still_wanted_keeps_its_slot_over_any_changes(
    wants: list[Feed], changes: list[list[Feed]]
) -> None:
    held = fill(MIDS, {}, wants)
    for change in changes:
        after = fill(MIDS, held, change)
        still_wanted = list(dict.fromkeys(change))[: len(MIDS)]
        for mid, feed_ in held.items():
            if feed_ in still_wanted:
                assert after[mid] == feed_
        assert set(after.values()) == set(still_wanted)
        assert len(after) == len(still_wanted), "nothing is in two slots"
        assert set(after) <= set(MIDS)
        held = after


def test_an_empty_slot_is_given_before_one_that_somebody_leaves() -> None:
    ada, ben, cleo = (feed(name, Source.CAMERA) for name in NAMES[:3])
    held = fill(MIDS, {}, [ada, ben])
    assert fill(MIDS, held, [cleo, ben]) == {MIDS[1]: ben, MIDS[2]: cleo}
    assert fill(MIDS[:2], held, [cleo, ben]) == {MIDS[0]: cleo, MIDS[1]: ben}


@given(st.lists(st.tuples(sessions(), wirings()), min_size=1, max_size=4))
def test_slots_carry_only_what_may_flow_and_each_thing_once(
    steps: list[tuple[Session, Wiring]],
) -> None:
    before: Wiring | None = None
    for session, wiring in steps:
        if before is not None:
            kept = {
                id_: replace(line, given=before.lines[id_].given) if id_ in before.lines else line
                for id_, line in wiring.lines.items()
            }
            wiring = replace(wiring, lines=kept)  # noqa: PLW2901 - the slots of the step before
        before = assign(session, wiring)
        for viewer, line in before.lines.items():
            feeds = list(line.given.values())
            assert len(set(feeds)) == len(feeds)
            for mid, carried in line.given.items():
                assert carried.participant != viewer
                assert reaches(session, viewer, carried.participant, carried.source)
                assert carried in published(session.circle)[carried.participant]
                assert mid in line.mids(carried.source.kind)


@given(sessions(), wirings())
def test_nothing_changes_if_nothing_changed(session: Session, wiring: Wiring) -> None:
    once = assign(session, wiring)

    assert assign(session, once) == once


@given(sessions(), wirings())
def test_everyone_who_shows_a_tile_gets_it_while_there_are_slots(
    session: Session, wiring: Wiring
) -> None:
    for viewer, line in assign(session, wiring).lines.items():
        shown = set(line.given.values())
        possible = {
            feed_
            for id_, feeds in published(session.circle).items()
            for feed_ in feeds
            if reaches(session, viewer, id_, feed_.source)
        }
        wanted = {tile.feed for tile in line.tiles or () if tile.feed in possible}
        assert wanted <= shown or len(line.mids("video")) < len(wanted)


def test_before_the_first_layout_every_face_and_screen_is_shown() -> None:
    ada = member("ada", 1, devices=Devices(microphone=True, camera=True, screen=True))
    session = session_of(member("lena", 0, Role.FACILITATOR), ada, member("birch", 2))

    wiring = assign(session, wiring_of("lena", "ada", "birch"))

    assert set(given_to(wiring, "birch")) == {
        *(feed("ada", source) for source in Source),
        feed("lena", Source.MICROPHONE),
        feed("lena", Source.CAMERA),
    }


def test_what_a_page_does_not_show_it_is_not_sent() -> None:
    session = session_of(member("lena", 0, Role.FACILITATOR), member("ada", 1))
    tiles = (Tile(pid("lena"), Source.MICROPHONE, 180),)

    wiring = assign(session, wiring_of("lena", "ada", tiles=tiles))

    assert given_to(wiring, "ada") == [feed("lena", Source.MICROPHONE)]


def crowd(leads_at: int) -> Session:
    """Fourteen with their microphones on, one of them a facilitator."""
    return session_of(
        *(
            member(f"n{seat}", seat, Role.FACILITATOR if seat == leads_at else Role.CLIENT)
            for seat in range(14)
        )
    )


def voices(wiring: Wiring, name: str) -> set[str]:
    return {f.participant for f in given_to(wiring, name) if f.source is Source.MICROPHONE}


@given(st.lists(st.integers(0, 12), unique=True, max_size=13))
def test_a_facilitator_always_has_an_audio_slot_and_then_the_loudest(loudest: list[int]) -> None:
    session = crowd(leads_at=12)
    wiring = assign(session, wiring_of("n13"))
    speakers = tuple(pid(f"n{number}") for number in loudest)

    heard = voices(assign(session, replace(wiring, speakers=speakers)), "n13")

    assert len(heard) == 8
    assert "n12" in heard
    assert {f"n{number}" for number in loudest if number != 12}.intersection(heard) == {
        f"n{number}" for number in [n for n in loudest if n != 12][:7]
    }


def test_another_facilitator_is_heard_by_the_one_who_leads() -> None:
    people = [member(f"n{seat}", seat) for seat in range(12)]
    leads = [member(name, seat, Role.FACILITATOR) for seat, name in ((12, "lena"), (13, "mona"))]
    session = session_of(*people, *leads)
    speakers = tuple(person.id for person in people)

    wiring = assign(session, replace(wiring_of("lena"), speakers=speakers))

    assert "mona" in voices(wiring, "lena")


def test_who_falls_silent_keeps_the_slot_until_somebody_else_speaks() -> None:
    session = crowd(leads_at=0)
    start = replace(wiring_of("n13"), speakers=(pid("n9"), pid("n10")))
    spoke = assign(session, start)
    assert {"n9", "n10"} <= voices(spoke, "n13")

    silent = assign(session, replace(spoke, speakers=()))
    assert silent.lines == spoke.lines

    another = assign(session, replace(silent, speakers=(pid("n12"),)))
    assert "n12" in voices(another, "n13")
    assert len(voices(silent, "n13") - voices(another, "n13")) == 1


def test_a_screen_is_rather_shown_than_a_face_if_not_all_fit() -> None:
    people = [member(f"n{seat}", seat) for seat in range(6)]
    sharing = member("late", 6, devices=Devices(camera=True, screen=True))
    wiring = assign(session_of(*people, sharing), wiring_of("n0", capacity=2))

    shown = [f for f in given_to(wiring, "n0") if f.source.kind == "video"]
    assert feed("late", Source.SCREEN) in shown
    assert len(shown) == 4


def test_nobody_hears_who_is_switched_off() -> None:
    off = replace(ALL_ON, microphone=False)
    session = session_of(member("lena", 0, Role.FACILITATOR, devices=off), member("ada", 1))

    assert given_to(assign(session, wiring_of("ada")), "ada") == [feed("lena", Source.CAMERA)]


def test_what_comes_through_an_ear_comes_after_ones_own_room_and_its_facilitator() -> None:
    here = [member(f"n{seat}", seat) for seat in range(5)]
    lena, mona = (member(name, 20, Role.FACILITATOR) for name in ("lena", "mona"))
    there = [member(f"o{seat}", 10 + seat, space=SIDE) for seat in range(6)]
    session = session_of(lena, mona, *here, *there)
    ears = {pid("lena"): frozenset({SIDE})}
    oak = Space(SIDE, "Oak", MAIN)
    session = replace(session, breakouts=Breakouts({SIDE: oak}, ears=ears, listening=ears))
    speakers = tuple(person.id for person in (*there, *here))

    heard = voices(assign(session, replace(wiring_of("lena"), speakers=speakers)), "lena")

    assert heard == {"mona", *(person.id for person in here), "o0", "o1"}


def test_faces_of_a_room_that_is_listened_to_are_for_a_page_that_asks_for_them() -> None:
    lena, oak = member("lena", 0, Role.FACILITATOR), Space(SIDE, "Oak", MAIN)
    session = session_of(lena, member("birch", 1), member("ada", 2, space=SIDE))
    ears = {pid("lena"): frozenset({SIDE})}
    session = replace(session, breakouts=Breakouts({SIDE: oak}, ears=ears, listening=ears))
    face, far = feed("birch", Source.CAMERA), feed("ada", Source.CAMERA)

    unasked = given_to(assign(session, wiring_of("lena")), "lena")
    board = (Tile(pid("ada"), Source.CAMERA, 90),)
    asked = given_to(assign(session, wiring_of("lena", tiles=board)), "lena")

    assert face in unasked
    assert far not in unasked
    assert far in asked

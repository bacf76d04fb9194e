"""A plan never has an edge that visibility forbids, and no tap unless everyone said yes."""

from dataclasses import replace

from hypothesis import given

from node.live import Live
from node.planning import plan
from node.slots import assign
from node.tile import Tile
from node.wiring import Wiring
from rooms.breakouts import Breakouts
from rooms.ids import ParticipantId
from rooms.role import Role
from sfu.ids import GateId, Layer, SlotId, Source, TrackId
from sfu.plan import Plan, Route
from tests.unit.node.people import (
    MAIN,
    SCOPE,
    SIDE,
    feed,
    line_of,
    lives,
    member,
    pid,
    reaches,
    session_of,
    wiring_of,
    wirings,
    yes_of,
)


def planned(live: Live, wiring: Wiring) -> Plan:
    return plan(live, wiring, scope=SCOPE, epoch=1)


def owners(wiring: Wiring) -> dict[str, ParticipantId]:
    return {line.endpoint: id_ for id_, line in wiring.lines.items()}


@given(lives, wirings())
def test_no_edge_that_visibility_forbids(live: Live, wiring: Wiring) -> None:
    given_ = assign(live.session, wiring)
    who = owners(given_)

    for slot, route in planned(live, given_).routes.items():
        viewer = who[slot.endpoint]
        assert reaches(live.session, viewer, who[route.track.endpoint], route.track.source)
        assert given_.lines[viewer].connected


@given(lives, lives, wirings())
def test_slots_given_by_mistake_become_no_edges(was: Live, live: Live, wiring: Wiring) -> None:
    stale = assign(was.session, wiring)
    who = owners(stale)

    for slot, route in planned(live, stale).routes.items():
        assert reaches(
            live.session, who[slot.endpoint], who[route.track.endpoint], route.track.source
        )


@given(lives, wirings())
def test_without_an_ask_there_is_no_tap_and_no_open_gate(live: Live, wiring: Wiring) -> None:
    made = planned(live, assign(live.session, wiring))

    assert made.taps == frozenset()
    assert made.open_gates == frozenset()


def test_with_an_open_gate_whoever_is_in_the_main_room_is_tapped_and_nobody_else() -> None:
    people = [
        member("lena", 0, Role.FACILITATOR),
        member("ada", 1),
        member("olga", 2, Role.OBSERVER),
        member("away", 3, space=SIDE),
    ]
    names = ("lena", "ada", "olga", "away")
    yes = yes_of(*names)
    live = Live(session_of(*people), yes)

    made = planned(live, assign(live.session, wiring_of(*names)))

    assert {tap.track.endpoint for tap in made.taps} == {"e-lena", "e-ada"}
    assert made.open_gates == {GateId("ask")} == {tap.gate for tap in made.taps}

    withdrawn = yes_of(*names, withdrawn="ada")
    shut = planned(replace(live, consents=withdrawn), wiring_of(*names))
    assert (shut.taps, shut.open_gates) == (frozenset(), frozenset())


def test_the_highest_tile_decides_the_layer_of_a_face_and_screens_are_sent_whole() -> None:
    tiles = (
        Tile(pid("lena"), Source.CAMERA, 90),
        Tile(pid("lena"), Source.CAMERA, 300),
        Tile(pid("lena"), Source.SCREEN, 90),
    )
    lena = member("lena", 0, Role.FACILITATOR)
    lena = replace(lena, devices=replace(lena.devices, screen=True))
    live = Live(session_of(lena, member("ada", 1)))
    wiring = Wiring({pid("lena"): line_of("lena"), pid("ada"): line_of("ada", tiles=tiles)})

    made = planned(live, assign(live.session, wiring))

    layers = {
        route.track.source: route.layer
        for slot, route in made.routes.items()
        if slot.endpoint == "e-ada"
    }
    assert layers[Source.CAMERA] is Layer.MIDDLE
    assert layers[Source.SCREEN] is Layer.HIGH


def test_a_tile_that_nobody_sees_just_now_keeps_its_slot_and_is_sent_nothing() -> None:
    tiles = (
        Tile(pid("lena"), Source.CAMERA, 0),
        Tile(pid("lena"), Source.SCREEN, 0),
        Tile(pid("bo"), Source.CAMERA, 90),
    )
    lena = member("lena", 0, Role.FACILITATOR)
    lena = replace(lena, devices=replace(lena.devices, screen=True))
    live = Live(session_of(lena, member("ada", 1), member("bo", 2)))
    lines = {pid(name): line_of(name) for name in ("lena", "bo")}
    wiring = Wiring({**lines, pid("ada"): line_of("ada", tiles=tiles)})

    assigned = assign(live.session, wiring)
    made = planned(live, assigned)

    assert {tile.feed for tile in tiles} < set(assigned.lines[pid("ada")].given.values())
    shown = [route.track for slot, route in made.routes.items() if slot.endpoint == "e-ada"]
    assert {track.endpoint for track in shown if track.source.kind == "video"} == {"e-bo"}
    assert {track.endpoint for track in shown if track.source.kind == "audio"} == {"e-lena", "e-bo"}


def test_a_face_whose_owner_has_no_line_is_no_edge() -> None:
    live = Live(session_of(member("lena", 0, Role.FACILITATOR), member("ada", 1)))
    wiring = assign(live.session, wiring_of("ada"))

    assert feed("lena", Source.CAMERA) in wiring.lines[pid("ada")].given.values()
    assert planned(live, wiring).routes == {}


@given(lives, wirings())
def test_a_mirror_shows_ones_own_voice_to_oneself_and_changes_nothing_else(
    live: Live, wiring: Wiring
) -> None:
    given_ = assign(live.session, wiring)
    line = line_of("tester")

    made = planned(live, given_.mirroring(line))

    (mid, *_) = line.mids("audio")
    mirror = {SlotId(line.endpoint, mid): Route(TrackId(line.endpoint, Source.MICROPHONE))}
    assert made.routes == {**planned(live, given_).routes, **mirror}
    assert made.taps == frozenset()


@given(lives, wirings())
def test_whoever_has_joined_has_no_mirror_whatever_the_wiring_says(
    live: Live, wiring: Wiring
) -> None:
    given_ = assign(live.session, wiring)

    made = planned(live, replace(given_, mirrored=tuple(given_.lines.values())))

    assert made == planned(live, given_)


def test_a_mirror_waits_for_the_handshake_and_ends_with_joining() -> None:
    live, line = Live(session_of(member("ada", 0))), line_of("ada")
    early = Wiring().mirroring(replace(line, connected=False))

    assert planned(live, early).routes == {}
    assert planned(live, Wiring().mirroring(line).connecting(pid("ada"), line)).routes == {}
    assert planned(live, Wiring().mirroring(line).without(line.outlet)).routes == {}
    assert len(planned(live, Wiring().mirroring(line).mirroring(line)).routes) == 1


def tapped(live: Live, *names: str) -> set[tuple[str, Source]]:
    made = planned(live, assign(live.session, wiring_of(*names)))
    return {(tap.track.endpoint, tap.track.source) for tap in made.taps}


def test_only_what_is_for_the_recorded_room_alone_is_tapped() -> None:
    lena, ada = member("lena", 0, Role.FACILITATOR), member("ada", 1)
    away = member("away", 3, Role.FACILITATOR, space=SIDE)
    yes = yes_of("lena", "ada")
    everything = {(f"e-{name}", source) for name in ("lena", "ada") for source in Source}
    names = ("lena", "ada", "away")

    assert tapped(Live(session_of(lena, ada, away), yes), *names) == everything

    whispers = replace(lena, speaks_into=frozenset({SIDE}))
    voice = ("e-lena", Source.MICROPHONE)
    assert tapped(Live(session_of(whispers, ada, away), yes), *names) == everything - {voice}

    ears = {away.id: frozenset({MAIN})}
    heard = replace(session_of(lena, ada, away), breakouts=Breakouts(ears=ears, listening=ears))
    assert tapped(Live(heard, yes), *names) == set()


def test_whoever_speaks_into_the_recorded_room_has_to_agree() -> None:
    lena, ada = member("lena", 0, Role.FACILITATOR), member("ada", 1)
    away = member("away", 3, Role.FACILITATOR, space=SIDE)
    away = replace(away, speaks_into=frozenset({MAIN, SIDE}))
    yes = yes_of("lena", "ada")
    assert tapped(Live(session_of(lena, ada, away), yes), "lena", "ada", "away") == set()

    all_say_yes = yes_of("lena", "ada", "away")
    live = Live(session_of(lena, ada, away), all_say_yes)
    assert {endpoint for endpoint, _ in tapped(live, "lena", "ada", "away")} == {"e-lena", "e-ada"}

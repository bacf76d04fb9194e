"""No pump lets a packet through a wall between scopes or through a gate that is not open."""

import pytest

from sfu.ids import EndpointId, Mid, ScopeId, SlotId, TrackId
from sfu.plan import Route, Tap
from sfu.pump import Pump, Tapped
from tests.support.person import SCOPE, Person, settle
from tests.support.plans import (
    AUDIO,
    GATE,
    MIC,
    VIDEO,
    at_once,
    events,
    plan,
    route,
)


def test_no_plan_routes_across_scopes(pump: Pump) -> None:
    friday = ScopeId("friday")
    ada, eve = Person.enter(pump, "ada"), Person.enter(pump, "eve", scope=friday)

    for scope in (SCOPE, friday):
        pump.apply(plan(route(eve, AUDIO, ada, MIC), scope=scope))
    ada.deliver(ada.voice(), 1.0)
    settle([ada, eve], pump)

    assert not eve.heard
    assert pump.counters()["routes-refused"] == 2


def test_a_plan_of_another_scope_changes_nothing(pump: Pump) -> None:
    friday = ScopeId("friday")
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    eve = Person.enter(pump, "eve", scope=friday)
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))

    pump.apply(plan(scope=friday, epoch=9))
    ada.deliver(ada.voice(), 1.0)
    settle([ada, ben, eve], pump)

    assert ben.heard[AUDIO]


def test_routes_to_what_does_not_exist_are_refused_and_the_rest_stands(pump: Pump) -> None:
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(
        plan(
            route(ben, AUDIO, ada, MIC),
            (SlotId(ben.id, Mid("99")), Route(ada.track())),
            (SlotId(EndpointId("ghost"), Mid("4")), Route(ada.track())),
            (ben.slot("5"), Route(TrackId(EndpointId("ghost"), MIC))),
            (ben.slot(VIDEO), Route(ada.track(MIC))),
        )
    )
    ada.deliver([*ada.voice(), *ada.frame()], 1.0)
    settle([ada, ben], pump)

    assert set(ben.heard) == {AUDIO}
    assert pump.counters()["routes-refused"] == 4


def tapped(pump: Pump) -> list[Tapped]:
    return [event for event in events(pump) if isinstance(event, Tapped)]


def test_a_tap_gets_what_was_published_as_it_was(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    pump.apply(plan(taps=[Tap(ada.track(MIC), GATE)], open_gates=[GATE]))
    sent = [ada.mic.voice(1), ada.mic.voice(2)]

    ada.deliver(ada.protect(sent), 3.0)

    assert tapped(pump) == [Tapped(ada.track(MIC), GATE, packet, 3.0) for packet in sent]


@pytest.mark.parametrize(("in_plan", "gate_open"), [(False, False), (False, True), (True, False)])
def test_two_keys_are_needed(pump: Pump, in_plan: bool, gate_open: bool) -> None:  # noqa: FBT001
    ada = Person.enter(pump, "ada")
    taps = [Tap(ada.track(MIC), GATE)] if in_plan else []
    pump.apply(plan(taps=taps, open_gates=[GATE] if gate_open else []))

    ada.deliver(ada.voice(), 1.0)

    assert tapped(pump) == []


def test_nothing_passes_a_shut_gate_not_even_what_waits_to_be_fetched(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    pump.apply(plan(taps=[Tap(ada.track(MIC), GATE)], open_gates=[GATE]))
    ada.deliver(ada.voice(), 1.0)

    pump.shut(GATE)
    pump.shut(GATE)
    ada.deliver(ada.voice(), 1.1)

    assert tapped(pump) == []


def test_only_a_later_plan_opens_a_gate_again(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    taps = [Tap(ada.track(MIC), GATE)]
    pump.apply(plan(taps=taps, open_gates=[GATE], epoch=3))
    pump.shut(GATE)

    pump.apply(plan(taps=taps, open_gates=[GATE], epoch=3))
    ada.deliver(ada.voice(), 1.0)
    assert tapped(pump) == []

    pump.apply(plan(taps=taps, open_gates=[GATE], epoch=4))
    ada.deliver(ada.voice(), 1.1)
    assert len(tapped(pump)) == 1


def test_a_plan_without_the_tap_ends_it_at_once(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    pump.apply(plan(taps=[Tap(ada.track(MIC), GATE)], open_gates=[GATE]))
    ada.deliver(ada.voice(), 1.0)

    pump.apply(plan(open_gates=[GATE], epoch=2))
    ada.deliver(ada.voice(), 1.1)

    assert tapped(pump) == []


def test_a_tap_on_another_scope_is_refused(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    Person.enter(pump, "eve", scope=ScopeId("friday"))

    tap = Tap(ada.track(MIC), GATE)
    pump.apply(plan(taps=[tap], open_gates=[GATE], scope=ScopeId("friday")))
    ada.deliver(ada.voice(), 1.0)

    assert tapped(pump) == []
    assert pump.counters()["taps-refused"] == 1


def test_a_camera_is_tapped_in_its_best_layer_alone(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    pump.apply(plan(taps=[Tap(ada.track(), GATE)], open_gates=[GATE]))
    ada.deliver(ada.frame("lmh"), 1.0)
    events(pump)

    ada.deliver(ada.frame("lmh"), 1.1)

    assert {event.packet[8:12] for event in tapped(pump)} == {ada.camera["h"].ssrc.to_bytes(4)}


def test_a_recorder_that_is_given_another_layer_is_given_a_key_frame(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    pump.apply(plan(taps=[Tap(ada.track(), GATE)], open_gates=[GATE]))
    for n in range(3):
        for layer in ("h", "m", "l"):
            ada.deliver(ada.frame(layer), 1.0 + n / 30)
    settle([ada], pump)
    asked = ada.plis().count(ada.camera["m"].ssrc)
    # The best layer falls silent, as a browser's does when its processor is busy.
    for n in range(60):
        for layer in ("m", "l"):
            ada.deliver(ada.frame(layer), 1.2 + n / 30)
    settle([ada], pump)

    assert ada.plis().count(ada.camera["m"].ssrc) > asked


def test_a_recorder_that_misses_something_for_long_is_given_a_key_frame(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    pump.apply(plan(taps=[Tap(ada.track(), GATE)], open_gates=[GATE]))
    ada.deliver(ada.frame(), 1.0)
    ada.frame()
    ada.deliver(ada.frame(), 1.05)
    settle([ada], pump)
    asked = len(ada.plis())
    for n in range(10):
        at_once(pump, 1.1 + n * 0.05)
    settle([ada], pump)

    assert len(ada.plis()) > asked

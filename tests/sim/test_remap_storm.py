"""However wildly plans change, everyone gets exactly what rules, and in the end all see again.

`Room` checks each packet as it leaves: no route, no packet; another track, no old packet.
"""

import pytest

from sfu.ids import SlotId
from sfu.plan import Route
from sfu.python_pump import PythonPump
from tests.sim.network import Link
from tests.sim.room import GATE, Room
from tests.support.plans import VIDEO


def shown(room: Room, slot: SlotId, since: dict[SlotId, int]) -> set[str]:
    """Return whose packets came out of `slot` lately."""
    viewer = room.people[slot.endpoint]
    return {heard.sender for heard in viewer.heard[slot.mid][since.get(slot, 0) :]}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("loss", [0.0, 0.1])
def test_after_a_storm_every_slot_shows_what_it_should(seed: int, loss: float) -> None:
    room = Room(
        PythonPump(),
        "ada ben eve kim",
        seed=seed,
        up=Link(loss=loss, jitter=0.03),
        down=Link(loss=loss),
    )
    room.run(0.5)
    for _ in range(40):
        room.plan(room.shuffle())
        room.run(room.rng.choice([0.0, 0.02, 0.1, 0.4]))
    routes = room.shuffle()
    room.plan(routes)

    room.run(3)
    since = {slot: len(room.people[slot.endpoint].heard[slot.mid]) for slot in routes}
    room.run(1)

    for slot, route in routes.items():
        assert shown(room, slot, since) == {route.track.endpoint}


@pytest.mark.parametrize("seed", range(3))
def test_numbers_are_contiguous_through_a_storm(seed: int) -> None:
    room = Room(PythonPump(), "ada ben eve", seed=seed)
    for _ in range(60):
        room.plan(room.shuffle())
        room.run(0.15)

    for person in room.people.values():
        for slot in person.heard.values():
            seqs = [heard.seq for heard in slot]
            assert seqs == [(seqs[0] + n) % 2**16 for n in range(len(seqs))]
        pictures = list(dict.fromkeys(heard.picture_id for heard in person.heard[VIDEO]))
        assert pictures == [(pictures[0] + n) % 2**15 for n in range(len(pictures))]


@pytest.mark.parametrize("seed", range(3))
def test_nothing_passes_a_shut_gate(seed: int) -> None:
    room = Room(PythonPump(), "ada ben eve", seed=seed, up=Link(loss=0.05, jitter=0.05))
    routes: dict[SlotId, Route] = {}
    recorded = 0
    for _ in range(40):
        room.plan(routes, tapped="ada ben", is_open=True)
        room.run(0.1)
        recorded += len(room.tapped)
        assert {event.track.endpoint for event in room.tapped} <= {"ada", "ben"}
        room.tapped.clear()
        if room.rng.random() < 0.5:
            room.pump.shut(GATE)
        else:
            room.plan(routes, tapped="ada ben", is_open=False)
        room.run(room.rng.choice([0.0, 0.1]))
        assert room.tapped == []

    assert recorded > 100

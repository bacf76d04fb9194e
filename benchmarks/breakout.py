"""How long a split, a move between rooms and a merge take, until people hear and see each other.

Three pages in Chromium and simulated people with real SRTP sit in one room; each has a tone and a
color of their own, so that whose a sound or a pixel is can be told wherever it turns up.  In each
round a page, the facilitator, splits the main room, splits again so that everybody meets others,
and merges.  Clocks are the machine's.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks import hearing, machine, moves, stage
from benchmarks.crowd import PEOPLE, Cast, Deal, company, deal
from benchmarks.hall import Hall, wait_for
from benchmarks.hearing import Hearing
from benchmarks.moves import Moves
from benchmarks.returner import Media
from benchmarks.witness import Witness
from tests.browser.chromium import chromium
from tests.browser.server import Links, Server

PAGES: Final = 3
SETTLE: Final = (0.3, 0.6)  # seconds between two moves, so that none meets the one before
LISTEN: Final = 0.6  # seconds for what was sent before a move to be heard no more
ARRIVAL: Final = 60.0  # seconds for everybody to come in

SPLIT: Final = """
const [deal] = given;
const client = test.client();
const {participants, rooms} = client.state;
const ids = new Map(participants.map(({id, name}) => [name, id]));
const open = rooms.filter(({parent}) => parent !== null);
const plan = deal.map((names, n) => ({
  ...(open[n] && {id: open[n].id}), participants: names.map((name) => ids.get(name)),
}));
const asked = Date.now();
await client.split({rooms: plan});
return asked;
"""

MERGE: Final = "const asked = Date.now(); await test.client().merge(); return asked"


@dataclass(slots=True)
class Scene:
    """Everybody who takes part, and what has come of it so far."""

    pages: list[Witness]
    hall: Hall
    hearings: dict[str, Hearing]
    rng: random.Random
    from_main: Moves = field(default_factory=Moves)
    between_rooms: Moves = field(default_factory=Moves)
    merges: Moves = field(default_factory=Moves)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted([*(page.name for page in self.pages), *self.hearings]))

    @property
    def facilitator(self) -> Witness:
        return self.pages[0]

    def round(self, rooms: int, number: int) -> None:
        everyone: Deal = (self.names,)
        first, second = (deal(self.names, rooms, 2 * number + n) for n in range(2))
        self._move(self.from_main, everyone, first)
        self._move(self.between_rooms, first, second)
        self._move(self.merges, second, everyone)

    def _move(self, kind: Moves, before: Deal, after: Deal) -> None:
        for page in self.pages:
            page.take()
        for ear in self.hearings.values():
            ear.take()
        time.sleep(self.rng.uniform(*SETTLE))
        tab = self.facilitator.tab
        asked = float(tab.run(MERGE) if len(after) == 1 else tab.run(SPLIT, after))
        for page in self.pages:
            page.wait_to_paint(tuple(sorted(company(after, page.name))))
        time.sleep(LISTEN)
        for page in self.pages:
            kind.arrivals.append(moves.arrival(page.take(), asked, company(after, page.name)))
        for name, ear in self.hearings.items():
            self._listen(kind, ear, company(before, name), company(after, name))

    def _listen(
        self, kind: Moves, ear: Hearing, before: tuple[str, ...], after: tuple[str, ...]
    ) -> None:
        try:
            kind.packet_gaps.append(1000 * hearing.gap(ear.take(), before, after))
        except ValueError:
            kind.silent += 1


def handshakes(server: Server) -> int:
    """Return how many DTLS handshakes the server has ever finished."""
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    found = re.search(r'what="handshakes-done"} (\S+)', text)
    assert found is not None, "the server counts no handshakes"
    return int(float(found[1]))


def arrive(scene: Scene, room: Links, cast: Cast) -> None:
    for page in scene.pages:
        page.guest.come_in(room.facilitator if page is scene.facilitator else room.client)
    for name, ear in scene.hearings.items():
        scene.hall.seat(name, Media("l", voice=True, tape=cast.tapes[name], overhear=ear.hear))
    for page in scene.pages:
        page.guest.wait_for_company(len(scene.names))
    if not wait_for(lambda: all(each.paths for each in scene.hall.people), ARRIVAL):
        raise TimeoutError("not everybody came in")
    for page in scene.pages:
        page.begin()
    for page in scene.pages:
        if not page.wait_to_paint(tuple(sorted(company((scene.names,), page.name)))):
            raise TimeoutError(f"{page.name} does not see everybody")


def measure(browser: Browser, server: Server, told: argparse.Namespace) -> dict[str, Any]:
    people = PEOPLE[: told.people]
    cast = Cast(people[PAGES:])
    room = server.make_room()
    with ExitStack() as stack:
        hall = stack.enter_context(Hall(server, room.room))
        pages = [Witness(browser, one) for one in people[:PAGES]]
        hearings = {one.name: Hearing(cast.owners) for one in people[PAGES:]}
        scene = Scene(pages, hall, hearings, random.Random(1))
        arrive(scene, room, cast)
        paths, known = sum(len(each.paths) for each in hall.people), handshakes(server)
        for number in range(told.rounds):
            scene.round(told.rooms, number)
            print(f"round {number + 1}", flush=True)
        result = told_of(scene) | {
            "negotiations": sum(page.negotiations() for page in pages),
            "ice_restarts": sum(page.ice_restarts() for page in pages)
            + sum(len(each.paths) for each in hall.people)
            - paths,
            "dtls_handshakes": handshakes(server) - known,
            "pictures_looked_at": sum(page.looks() for page in pages),
        }
        for page in pages:
            page.close()
    return result


def told_of(scene: Scene) -> dict[str, Any]:
    splits = Moves(
        [*scene.from_main.arrivals, *scene.between_rooms.arrivals],
        [*scene.from_main.packet_gaps, *scene.between_rooms.packet_gaps],
        scene.from_main.silent + scene.between_rooms.silent,
    )
    browsers, merges = splits.told(), scene.merges.told()
    every = [*splits.arrivals, *scene.merges.arrivals]
    wanted = ("audio_gap_p50_ms", "audio_gap_p95_ms", "first_frame_p50_ms", "first_frame_p95_ms")
    return {
        **{name: browsers[name] for name in wanted},
        "merge_all_painted_p95_ms": merges["all_painted_p95_ms"],
        "packet_gap_p99_ms": splits.told_by_packets()["packet_gap_p99_ms"],
        "stale_frames_shown": sum(len(one.stale) for one in every),
        "browsers": {
            "from_main": scene.from_main.told(),
            "between_rooms": scene.between_rooms.told(),
            "merges": merges,
        },
        "simulated": {
            "from_main": scene.from_main.told_by_packets(),
            "between_rooms": scene.between_rooms.told_by_packets(),
        },
    }


def server_turns(told: argparse.Namespace) -> dict[str, Any]:
    """Measure the server's part alone, in this size and in one that nobody is promised."""
    size = turns_of(people=told.people, rooms=told.rooms, rounds=told.rounds)
    stress = turns_of(people=200, rooms=50, rounds=10)
    return {
        "server_turn_p99_ms": size["server_turn_p99_ms"],
        "views_p99_ms": size["views_p99_ms"],
        "server": {"size": size, "stress": stress},
    }


def turns_of(**told: int) -> dict[str, Any]:
    """Run `benchmarks.turns` in a process of its own, as a server is: none of ours is collected."""
    asked = [word for name, number in told.items() for word in (f"--{name}", str(number))]
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.turns", *asked],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    result: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return result


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.breakout", description=__doc__)
    parser.add_argument("--people", type=int, default=12, help="three of them are real pages")
    parser.add_argument("--rooms", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=20, help="of split, split again and merge")
    told = parser.parse_args()
    if not PAGES + 2 <= told.people <= len(PEOPLE):
        parser.error(f"between {PAGES + 2} and {len(PEOPLE)} people")
    if not 2 <= told.rooms <= told.people // 2 or -(-told.people // told.rooms) > told.rooms:
        parser.error("rooms for two at least, and as many rooms as people in one")
    facts = machine.facts(pump="python")
    with stage.served() as server, sync_playwright() as playwright, chromium(playwright) as browser:
        result = measure(browser, server, told)
        version = browser.version
    result |= server_turns(told)
    about = {
        "people": told.people,
        "rooms": told.rooms,
        "rounds": told.rounds,
        "pages": PAGES,
        "browser": f"Chromium {version}",
    }
    print(json.dumps({"benchmark": "breakout", **result, **about, **facts}))


if __name__ == "__main__":
    main()

"""The real thing: `sfu.plane.MediaPlane` with its socket, ICE, DTLS and pump, and no browser.

A line of JSON in, a line out: {workload} -> {port, offers}; {answers} -> {ready}; then counters on
each empty line, until end of file.
"""

import asyncio
import json
import sys
from random import SystemRandom
from typing import Any

from benchmarks.workloads import CAMERA, MICROPHONE, WORKLOADS, Workload
from sfu import shape
from sfu.events import Connected, MediaEvent
from sfu.ids import ScopeId, SlotId, Source, TrackId
from sfu.plan import Plan, Route
from sfu.plane import MediaPlane, Prepared
from sfu.pumps import load

SOURCES = {MICROPHONE: Source.MICROPHONE, CAMERA: Source.CAMERA}

# W3 has nine voices for everyone; our rooms forward the eight loudest.
shape.AUDIO_SLOTS = 10  # type: ignore[misc]


def say(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)


async def hear() -> str:
    return await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)


def plans(workload: Workload, people: list[Prepared]) -> list[Plan]:
    """Give each stream a slot of its own at each of its viewers."""
    plans = []
    for meeting in range(workload.meetings):
        routes = {}
        free = {
            (n, kind): list(person.shape.slots_of(kind))
            for n, person in enumerate(people)
            for kind in ("audio", "video")
        }
        first = meeting * workload.people
        for sender in set(range(first, first + workload.people)) & set(workload.senders()):
            for stream in workload.streams(sender):
                source = SOURCES[stream.mid]
                for viewer in workload.others(sender):
                    slot = free[viewer, source.kind].pop()
                    track = TrackId(people[sender].endpoint, source)
                    routes[SlotId(people[viewer].endpoint, slot.mid)] = Route(track)
        plans.append(Plan(ScopeId(f"meeting {meeting}"), 1, routes))
    return plans


async def main() -> None:
    told = json.loads(await hear())
    workload = WORKLOADS[told["workload"]]
    _, make_pump = load({"HOLDSPACE_PUMP": told["pump"]})
    missing = workload.clients
    all_connected = asyncio.Event()

    def listen(event: MediaEvent) -> None:
        nonlocal missing
        missing -= isinstance(event, Connected)
        if not missing:
            all_connected.set()

    async with MediaPlane.open(
        host="127.0.0.1", port=0, advertise=["127.0.0.1"], pump=make_pump(), rng=SystemRandom()
    ) as plane:
        scopes = [ScopeId(f"meeting {n // workload.people}") for n in range(workload.clients)]
        people = [plane.prepare(scope, workload.people, listen) for scope in scopes]
        say({"port": plane.port, "offers": [person.offer for person in people]})
        answers = json.loads(await hear())["answers"]
        for person, answer in zip(people, answers, strict=True):
            await plane.accept(person.endpoint, answer)
        await all_connected.wait()
        for plan in plans(workload, people):
            plane.apply(plan)
        say({"ready": True})
        while await hear():
            say(dict(plane.counters()))


asyncio.run(main())

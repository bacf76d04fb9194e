"""A recording, made by the real recorder of people who are told apart by color and tone."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from recording.errors import RecorderUnavailable
from recording.recorder import open_recorder
from recording.sheet import Portrait, Sheet
from recording.space import Space
from rooms.ids import ParticipantId
from rooms.role import Role
from sfu.ids import Source
from tests.support.cast import mark, sheet
from tests.support.packets import Stream
from tests.support.tape import PICTURES, Color, Tape

BEGAN = 1_800_000_000.0
SHEET = replace(sheet(), began=BEGAN)

FIRST, SECOND = (0.0, 3.0), (8.0, 10.0)
"""When the gate was open, in seconds since it began."""


@dataclass(frozen=True)
class Person:
    name: str
    role: Role
    color: Color
    hertz: int
    times: Sequence[tuple[float, float]]
    """When they send, whether the gate is open or not."""

    @property
    def id(self) -> ParticipantId:
        return ParticipantId(self.name.lower().ljust(32, "0"))

    def recorded(self) -> list[tuple[float, float]]:
        """Return when they were there and the gate was open."""
        spans = [
            (max(since, opened), min(until, shut))
            for since, until in self.times
            for opened, shut in (FIRST, SECOND)
        ]
        return [(since, until) for since, until in spans if since < until]


PEOPLE = (
    Person("Lena", Role.FACILITATOR, (200, 60, 50), 440, [(0.0, 12.0)]),
    Person("Wren", Role.CLIENT, (60, 160, 70), 620, [(0.0, 12.0)]),
    Person("Otter", Role.CLIENT, (60, 80, 200), 880, [(0.0, 3.0)]),
    Person("Birch", Role.CLIENT, (210, 190, 60), 1230, [(8.6, 12.0)]),
)


def sent(person: Person, number: int) -> list[tuple[float, Source, bytes]]:
    """Return what somebody sends, and when it arrives."""
    tape, sender = Tape.recorded(person.color, person.hertz), person.name.rjust(8).encode()[-8:]
    voice = Stream("0", 2 * number + 1, Random(number), sender)
    camera = Stream("1", 2 * number + 2, Random(number + 50), sender)
    packets: list[tuple[float, Source, bytes]] = []
    for since, until in person.times:
        for step in range(round((until - since) * 50)):
            at = since + step / 50
            packets.append((at, Source.MICROPHONE, voice.voice(0, sound=tape.sound())))
        for step in range(round((until - since) * PICTURES)):
            at = since + step / PICTURES
            camera.key_due = step % PICTURES == 0
            frame = camera.frame(0, size=0, ticks=90_000 // PICTURES, tape=tape)
            packets += [(at, Source.CAMERA, packet) for packet in frame]
    return packets


async def record(home: Path, key: bytes, of: Sheet = SHEET) -> None:
    packets = sorted(
        (
            (at, number, source, packet)
            for number, person in enumerate(PEOPLE)
            for at, source, packet in sent(person, number)
        ),
        key=lambda each: each[0],
    )
    portraits = {
        person.id: Portrait(person.name, person.role, seat, bytes([seat]) * 16)
        for seat, person in enumerate(PEOPLE)
    }
    async with open_recorder(home, key, space=Space(0, 0), most=1 << 30) as recorder:
        while True:  # A busy machine may start its writer later than facilitators would wait.
            with suppress(RecorderUnavailable):
                await recorder.ready()
                break
        for opened, shut in (FIRST, SECOND):
            recorder.open(of, portraits, mark(of.began + opened, 3))
            for at, number, source, packet in packets:
                if opened <= at < shut:
                    who = PEOPLE[number].id
                    recorder.take(of.recording, who, source, packet, of.began + at)
            recorder.shut(of.recording, mark(of.began + shut, 4))
        recorder.end(of.recording, mark(of.began + 12.0, 5))

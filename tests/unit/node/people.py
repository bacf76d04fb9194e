"""Sessions and wirings of every kind, for what is pure."""

from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from consent.ask import Ask
from consent.consents import Consents
from consent.flag import Flag
from consent.ids import AskId
from consent.outcome import Outcome
from consent.terms import Scope, Terms
from node.feed import Feed
from node.live import Live
from node.outbound import EndReason, Outbound
from node.outlet import Parting
from node.tile import Tile
from node.wiring import Line, Wiring
from rooms.ids import Identity, ParticipantId, RoomId, SessionId, SpaceId
from rooms.participant import Arrival, Device, Devices, Participant
from rooms.role import Role
from rooms.session import Session
from rooms.visibility import may_receive
from sfu.ids import EndpointId, ScopeId, Source
from sfu.shape import for_capacity

MAIN = SpaceId("main")
SIDE = SpaceId("side")
SCOPE = ScopeId("scope")
NAMES = [f"p{number}" for number in range(6)]
SHAPES = [for_capacity(people, rng=Random(3)) for people in range(15)]
ALL_ON = Devices(microphone=True, camera=True, screen=False)


@dataclass
class Ear:
    """An outlet that remembers."""

    told: list[Outbound] = field(default_factory=list)
    ended: list[EndReason] = field(default_factory=list)
    parted: list[Parting] = field(default_factory=list)

    def tell(self, message: Outbound) -> None:
        self.told.append(message)

    def end(self, reason: EndReason) -> None:
        self.ended.append(reason)

    def part(self, why: Parting) -> None:
        self.parted.append(why)


def pid(name: str) -> ParticipantId:
    return ParticipantId(name)


def member(
    name: str,
    seat: int,
    role: Role = Role.CLIENT,
    *,
    devices: Devices = ALL_ON,
    space: SpaceId = MAIN,
    held_until: float | None = None,
) -> Participant:
    return Participant(
        id=pid(name),
        identity=Identity(f"identity-of-{name}"),
        role=role,
        name=name,
        private_name=f"private-name-of-{name}",
        seat=seat,
        space=space,
        devices=devices,
        held_until=held_until,
    )


def yes_of(*names: str, withdrawn: str | None = None) -> Consents:
    """What people agreed to who all said yes to recording the main room, but for one perhaps."""
    flags = {pid(name): Flag.GIVEN for name in names}
    if withdrawn is not None:
        flags[pid(withdrawn)] = Flag.WITHDRAWN
    ask = Ask(
        AskId("ask"),
        None,
        Terms(Scope.MAIN),
        wording=1,
        digest=b"",
        people=frozenset(flags),
        at=1.0,
        changed_at=1.0,
        flags=flags,
        outcome=Outcome.GIVEN,
    )
    return Consents({Scope.MAIN: ask})


def session_of(*people: Participant, waiting: tuple[Arrival, ...] = ()) -> Session:
    return Session(
        id=SessionId("session"),
        room=RoomId("room"),
        main=MAIN,
        capacity=14,
        lobby=False,
        began_at=1.0,
        participants={person.id: person for person in people},
        waiting={arrival.id: arrival for arrival in waiting},
    )


def line_of(
    name: str,
    *,
    capacity: int = 14,
    connected: bool = True,
    tiles: tuple[Tile, ...] | None = None,
) -> Line:
    return Line(EndpointId(f"e-{name}"), SHAPES[capacity], Ear(), connected=connected, tiles=tiles)


def wiring_of(*names: str, **line: object) -> Wiring:
    return Wiring({pid(name): line_of(name, **line) for name in names})  # type: ignore[arg-type]


def feed(name: str, source: Source) -> Feed:
    return Feed(pid(name), source)


def reaches(
    session: Session, viewer: ParticipantId, publisher: ParticipantId, source: Source
) -> bool:
    device = "screen" if source is Source.SCREEN_AUDIO else source.value
    return may_receive(session, viewer, publisher, Device(device))


devices = st.builds(Devices, st.booleans(), st.booleans(), st.booleans())


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Everyone somewhere: here, in a breakout, dropped, waiting, or not at all."""
    people: list[Participant] = []
    waiting: list[Arrival] = []
    for seat, name in enumerate(NAMES):
        where = draw(st.sampled_from([MAIN, MAIN, MAIN, SIDE, "dropped", "waiting", "absent"]))
        role = draw(st.sampled_from(list(Role)))
        on = draw(devices) if role is not Role.OBSERVER else Devices()
        if where == "waiting":
            waiting.append(
                Arrival(
                    pid(name),
                    Identity(f"identity-of-{name}"),
                    role,
                    name,
                    f"private-name-of-{name}",
                    on,
                )
            )
        elif where != "absent":
            space = SIDE if where == SIDE else MAIN
            held = 99.0 if where == "dropped" else None
            people.append(member(name, seat, role, devices=on, space=space, held_until=held))
    return session_of(*people, waiting=tuple(waiting))


tiles = st.lists(
    st.builds(
        Tile,
        st.sampled_from(NAMES).map(pid),
        st.sampled_from([Source.CAMERA, Source.SCREEN]),
        st.integers(0, 1080),
    ),
    max_size=9,
).map(tuple)


@st.composite
def wirings(draw: st.DrawFn) -> Wiring:
    capacity = draw(st.integers(2, 14))
    lines = {
        pid(name): line_of(
            name,
            capacity=capacity,
            connected=draw(st.booleans()),
            tiles=draw(st.none() | tiles),
        )
        for name in draw(st.sets(st.sampled_from(NAMES)))
    }
    speakers = draw(st.lists(st.sampled_from(NAMES), unique=True).map(tuple))
    return Wiring(lines, tuple(pid(name) for name in speakers))


lives = sessions().map(Live)

"""What people do of an evening, each as often as its weight says; much of it is refused."""

from collections.abc import Callable

from consent.ask import Ask
from consent.flag import Answer
from consent.terms import Scope, Terms, Tracks
from node.tile import Tile
from node.visit import Visit
from rooms.ids import ParticipantId
from rooms.planned_room import PlannedRoom
from sfu.events import Resumed, Silent
from sfu.ids import Source
from tests.sim.evening import ROLES, Evening
from tests.unit.consent.keys import public, signed
from tests.unit.node.world import endpoint_of

PAUSE = 1.0  # seconds between two deeds, on average
CALM = 15.0  # seconds until estimates are up again


def live_through(evening: Evening, seconds: float) -> None:
    """Let people do what comes to their minds."""
    until = evening.network.now + seconds
    gathers(evening)
    while evening.network.now < until:
        evening.run(evening.rng.expovariate(1 / PAUSE))
        (deed,) = evening.rng.choices(list(DEEDS), weights=list(DEEDS.values()))
        deed(evening)


def calm_down(evening: Evening) -> None:
    """Bring those who are here together on good links, and wait until all have settled."""
    for guest in evening.media.guests.values():
        guest.lossy_until = 0.0
    evening.wake_up()
    merges(evening)
    evening.run(CALM)


def comes(evening: Evening) -> None:
    away = [who for who in ROLES if who not in evening.visits]
    if away:
        who = evening.rng.choice(away)
        known = who in evening.secrets and evening.rng.random() < 0.7
        evening.act(evening.come_back(who) if known else evening.come(who))


def goes(evening: Evening) -> None:
    if len(evening.visits) > 3 and (one := evening.somebody()):
        visit = evening.visits.pop(one[0])
        evening.act(visit.close() if evening.rng.random() < 0.7 else visit.leave())


def switches(evening: Evening) -> None:
    if one := evening.somebody():
        on = {name: evening.rng.random() < 0.8 for name in ("microphone", "camera")}
        evening.act(one[1].publish(**on, screen=evening.rng.random() < 0.3))


def lays_out(evening: Evening) -> None:
    """Ask for other layers, and not for everybody."""
    if one := evening.somebody():
        here = sorted(evening.host.live.session.participants)
        tiles = [
            Tile(who, source, evening.rng.choice([120, 180, 300, 500]))
            for who in here
            for source in (Source.CAMERA, Source.SCREEN)
            if evening.rng.random() < 0.85
        ]
        evening.act(one[1].layout(tiles))


def splits(evening: Evening) -> None:
    if lead := evening.leader():
        here = sorted(evening.host.live.session.participants)
        evening.rng.shuffle(here)
        half = len(here) // 2
        rooms = [PlannedRoom(participants=tuple(each)) for each in (here[:half], here[half:-1])]
        evening.act(lead.board.split(tuple(rooms)))


def merges(evening: Evening) -> None:
    if lead := evening.leader():
        evening.act(lead.board.merge())


def moves(evening: Evening) -> None:
    if lead := evening.leader():
        session = evening.host.live.session
        room = evening.rng.choice([session.main, *session.breakouts.spaces])
        evening.act(lead.board.move(evening.somebodys_id(), room))


def exchanges(evening: Evening) -> None:
    if lead := evening.leader():
        evening.act(lead.board.exchange(evening.somebodys_id(), evening.somebodys_id()))


def holds_the_room(evening: Evening) -> None:
    if lead := evening.leader():
        chair = lead.chair
        what = evening.rng.choice([chair.mute, chair.stop_camera, chair.mute_all])
        evening.act(what() if what == chair.mute_all else what(evening.somebodys_id()))


def asks_to_record(evening: Evening) -> None:
    if lead := evening.leader():
        scope = evening.rng.choice([Scope.MAIN, Scope.MAIN, Scope.BREAKOUTS])
        evening.act(lead.consent.ask(Terms(scope, evening.rng.choice(list(Tracks)), None)))
        all_say_yes(evening)


def all_say_yes(evening: Evening) -> None:
    for who, visit in sorted(evening.visits.items()):
        for ask in list(evening.host.live.consents.asks.values()):
            if (me := evening.host.wiring.whose(visit._connection)) is not None:
                evening.act(_say_yes(evening, who, me, visit, ask))


async def _say_yes(evening: Evening, who: str, me: ParticipantId, visit: Visit, ask: Ask) -> None:
    await visit.consent.bind_key(public(who))
    signature = signed(who, ask.id, ask.digest)
    await visit.consent.answer(ask.id, Answer.GIVEN, digest=ask.digest, signature=signature)
    evening.yes.add((ask.id, me))


def withdraws(evening: Evening) -> None:
    if one := evening.somebody():
        scope = evening.rng.choice(list(Scope))
        ask = evening.host.live.consents.asks.get(scope)
        me = evening.host.wiring.whose(one[1]._connection)
        if ask is not None and me is not None:
            evening.taken_back |= {(ask.id, me)} & evening.yes
            # As when the request has to wait for its turn.
            one[1].consent.shut_at_once(scope)
            evening.network.run(evening.network.now + evening.rng.random())
            evening.act(one[1].consent.withdraw(scope))


def stops(evening: Evening) -> None:
    if lead := evening.leader():
        evening.act(lead.consent.stop(evening.rng.choice(list(Scope))))


def loses_packets(evening: Evening) -> None:
    """Somebody's link is bad for a while, both ways."""
    if one := evening.somebody():
        guest = evening.media.guests.get(endpoint_of(one[1]))
        if guest is not None:
            guest.loss = evening.rng.choice([0.02, 0.1, 0.3])
            guest.lossy_until = evening.network.now + evening.rng.uniform(2, 10)


def falls_silent(evening: Evening) -> None:
    if one := evening.somebody():
        endpoint = endpoint_of(one[1])
        if endpoint in evening.media.guests:
            evening.media.fire(evening.rng.choice([Silent, Resumed])(endpoint))
            evening.settle()


def gathers(evening: Evening) -> None:
    """Bring everybody together and ask whether it may be recorded, which is seldom allowed."""
    for who in ROLES:
        if who not in evening.visits:
            evening.act(evening.come_back(who) if who in evening.secrets else evening.come(who))
    evening.wake_up()
    merges(evening)
    if lead := evening.leader():
        evening.act(lead.consent.ask(Terms(Scope.MAIN, Tracks.EVERYONE, None)))
    all_say_yes(evening)


DEEDS: dict[Callable[[Evening], None], int] = {
    comes: 14, goes: 4, switches: 8, lays_out: 10, splits: 4, merges: 4, moves: 6,
    exchanges: 2, holds_the_room: 3, asks_to_record: 6, all_say_yes: 8, withdraws: 3, stops: 1,
    loses_packets: 5, falls_silent: 3, gathers: 2,
}  # fmt: skip

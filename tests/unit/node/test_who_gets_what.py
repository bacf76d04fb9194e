"""Everyone gets what others in the room have switched on, and is told what flows."""

from node import network
from node.outbound import Network, Speaking
from node.speech import TICK
from node.tile import Tile
from sfu.events import Connected
from sfu.ids import Layer, Source, TrackId
from sfu.pump import TrackFlowed
from tests.unit.node.page import BOTH, read, routed, state, tracks
from tests.unit.node.world import Hall, endpoint_of


async def test_two_people_see_and_hear_each_other(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    assert routed(hall, lena) == tracks(ada, *BOTH)
    assert routed(hall, ada) == tracks(lena, *BOTH)
    seen = await state(ada)
    assert [person.name for person in seen.participants] == ["Lena", "Ada"]
    assert {slot.source for slot in seen.slots} == set(BOTH)


async def test_nothing_is_routed_before_the_handshake_is_done(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.visit("Ada")
    await ada.answer("answer")
    await ada.join(name="Ada", private_name=None, microphone=True, camera=True)
    assert routed(hall, ada) == set()

    hall.media.fire(Connected(endpoint_of(ada)))
    await hall.settle()

    assert routed(hall, ada) == tracks(lena, *BOTH)


async def test_switching_off_stops_the_flow_and_on_resumes_it(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    await ada.publish(camera=False)
    assert routed(hall, lena) == tracks(ada, Source.MICROPHONE)
    await ada.publish(microphone=False)
    assert routed(hall, lena) == set()
    await ada.publish(camera=True, microphone=True)
    assert routed(hall, lena) == tracks(ada, *BOTH)


async def test_a_shared_screen_comes_with_its_sound(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")

    await lena.publish(screen=True)

    assert routed(hall, ada) == tracks(lena, *Source)


async def test_a_muted_microphone_is_not_forwarded_and_its_owner_is_told(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    muted = (await state(ada)).self_
    muter = (await state(lena)).self_

    await lena.chair.mute(muted)

    assert routed(hall, lena) == tracks(ada, Source.CAMERA)
    told = {type(m).__name__: m for m in await read(ada)}
    assert told["Muted"].by == muter
    assert not told["State"].participants[1].microphone


async def test_the_layout_decides_what_is_sent_and_at_which_layer(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    shown = (await state(lena)).self_

    for height, layer in ((180, Layer.LOW), (360, Layer.MIDDLE), (361, Layer.HIGH)):
        await ada.layout([Tile(shown, Source.CAMERA, height)])
        (route,) = [
            r for r in hall.plan().routes.values() if r.track in tracks(lena, Source.CAMERA)
        ]
        assert route.layer is layer

    await ada.layout([])
    assert routed(hall, ada) == tracks(lena, Source.MICROPHONE)


async def test_speakers_are_told_loudest_first_and_only_while_they_are_on(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    people = [person.id for person in (await state(ada)).participants]
    (of_lena,), (of_ada,) = tracks(lena, Source.MICROPHONE), tracks(ada, Source.MICROPHONE)

    hall.media.loudness = {of_lena: -38, of_ada: -20}
    for _ in range(10):
        hall.clock.jump(TICK)
    await hall.settle()
    assert await read(ada) == [Speaking((people[1], people[0]))]

    await ada.publish(microphone=False)
    assert Speaking((people[0],)) in await read(lena)


async def test_a_weak_network_is_told_to_whoever_sees_its_owner(hall: Hall) -> None:
    lena = await hall.lead()
    ada = await hall.come("Ada")
    people = [person.id for person in (await state(lena)).participants]
    hall.media.lost = {endpoint_of(ada): 0.2, endpoint_of(lena): 0.0}
    await read(lena)

    for _ in range(2 * network.TICKS + 1):
        hall.clock.jump(TICK)
    await hall.settle()
    assert await read(lena) == [Network((people[1],))]

    await ada.leave()
    for _ in range(network.TICKS):
        hall.clock.jump(TICK)
    await hall.settle()
    assert Network(()) in await read(lena)


async def test_that_a_track_flows_is_nothing_to_be_told(hall: Hall) -> None:
    lena = await hall.lead()
    await read(lena)

    endpoint = endpoint_of(lena)
    hall.media.listeners[endpoint](TrackFlowed(TrackId(endpoint, Source.CAMERA)))
    await hall.settle()

    assert await read(lena) == []

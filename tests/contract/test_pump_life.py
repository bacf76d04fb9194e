"""Every pump says what happened, counts it, and forgets what is closed."""

from sfu.pump import Pump, SrtpKeys, TrackFlowed
from tests.support.person import Person, settle
from tests.support.plans import (
    AUDIO,
    MIC,
    at_once,
    events,
    plan,
    route,
)


def test_a_track_that_begins_or_resumes_is_an_event(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    ada.deliver(ada.frame("l"), 1.0)
    ada.deliver(ada.frame("lmh"), 1.1)
    assert events(pump).count(TrackFlowed(ada.track())) == 1

    for n in range(20):
        at_once(pump, 1.2 + n * 0.1)
    ada.deliver(ada.frame("l"), 4.0)

    assert events(pump) == [TrackFlowed(ada.track())]


def test_voices_are_known_by_their_loudness(pump: Pump) -> None:
    ada, ben, eve = (Person.enter(pump, name) for name in ("ada", "ben", "eve"))
    for n in range(50):
        ada.deliver(ada.voice(level=20), 1 + n * 0.02)
        ben.deliver(ben.voice(level=60), 1 + n * 0.02)

    voices = pump.voices()

    assert voices[ada.track(MIC)] == -20
    assert -60 <= voices[ben.track(MIC)] <= -58
    assert voices[eve.track(MIC)] == -127
    at_once(pump, 5.0)
    assert set(pump.voices().values()) == {-127}


def test_counters_are_there_from_the_start_and_count_what_happened(pump: Pump) -> None:
    assert set(pump.counters().values()) == {0}
    names = set(pump.counters())
    ada, ben = Person.enter(pump, "ada"), Person.enter(pump, "ben")
    pump.apply(plan(route(ben, AUDIO, ada, MIC)))

    ada.deliver(ada.voice(), 1.0)

    assert set(pump.counters()) == names
    assert pump.counters()["received"] == 1
    assert pump.counters()["forwarded"] == 1


def test_closing_ends_both_directions(pump: Pump) -> None:
    ada, ben, eve = (Person.enter(pump, name) for name in ("ada", "ben", "eve"))
    pump.apply(plan(route(ben, AUDIO, ada, MIC), route(eve, AUDIO, ben, MIC)))
    for person in (ada, ben):
        person.deliver(person.voice(), 1.0)
    settle([ada, ben, eve], pump)
    ben.heard.clear()
    eve.heard.clear()

    pump.close(ben.id)
    for person in (ada, ben):
        person.deliver(person.voice(), 1.1)
    settle([ada, ben, eve], pump)

    assert not ben.heard
    assert not eve.heard
    assert ben.track(MIC) not in pump.voices()


def test_closing_twice_and_asking_the_closed_is_harmless(pump: Pump) -> None:
    ada = Person.enter(pump, "ada")
    pump.close(ada.id)
    pump.close(ada.id)

    pump.secure(ada.id, SrtpKeys("AEAD_AES_128_GCM", bytes(28), bytes(28)))
    pump.bind(ada.address, ada.id)
    pump.aim(ada.id, ada.address)
    pump.unbind(ada.address)
    pump.apply(plan(route(ada, AUDIO, ada, MIC)))
    ada.deliver(ada.voice(), 1.0)

    assert pump.datagrams_to_send() == []
    assert pump.next_event() is None
    assert pump.next_timeout() is None

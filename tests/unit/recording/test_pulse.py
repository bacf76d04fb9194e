"""A writer that says nothing for long is taken for dead, unless it was us who stood still."""

from recording.pulse import LOOK, SILENT, Pulse

BEGIN = 1000.0


def looked_at(pulse: Pulse, since: float, until: float) -> list[float]:
    """Look at it as often as the recorder does; return when it was found to be gone."""
    times = [since + n * LOOK for n in range(1, 1 + int((until - since) / LOOK))]
    return [now - since for now in times if pulse.is_gone(now)]


def test_who_says_something_now_and_then_is_there() -> None:
    pulse = Pulse(BEGIN)
    for n in range(5):
        since = BEGIN + n * SILENT
        pulse.beat(since)
        assert looked_at(pulse, since, since + SILENT) == []


def test_who_is_silent_for_longer_is_gone() -> None:
    (first, *_) = looked_at(Pulse(BEGIN), BEGIN, BEGIN + 2 * SILENT)

    assert SILENT < first <= SILENT + LOOK


def test_after_we_stood_still_it_has_its_time_again() -> None:
    pulse = Pulse(BEGIN)
    awake = BEGIN + 100 * SILENT
    assert not pulse.is_gone(awake)

    (first, *_) = looked_at(pulse, awake, awake + 2 * SILENT)
    assert SILENT < first <= SILENT + LOOK

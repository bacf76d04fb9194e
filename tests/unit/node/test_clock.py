"""Session time never goes back, and means the same after a restart."""

import asyncio

from node.clock import WallClock


def test_later_changes_of_the_wall_clock_change_nothing() -> None:
    wall, monotonic = [1_700_000_000.0], [50.0]
    clock = WallClock(wall=lambda: wall[0], monotonic=lambda: monotonic[0])

    wall[0] -= 3600.0
    monotonic[0] += 5.0

    assert clock.now() == 1_700_000_005.0


def test_a_new_process_goes_on_where_the_old_one_was() -> None:
    old = WallClock(wall=lambda: 1000.0, monotonic=lambda: 77.0)
    new = WallClock(wall=lambda: 1030.0, monotonic=lambda: 1.0)

    assert new.now() - old.now() == 30.0


async def test_an_alarm_rings_at_its_time_also_if_that_is_past() -> None:
    clock = WallClock()
    rung = asyncio.Event()

    clock.call_at(clock.now() - 60.0, rung.set)
    await rung.wait()


async def test_a_cancelled_alarm_is_silent() -> None:
    clock = WallClock()
    rang: list[str] = []
    last = asyncio.Event()

    clock.call_at(clock.now(), lambda: rang.append("cancelled")).cancel()
    clock.call_at(clock.now() + 0.001, last.set)
    await last.wait()

    assert rang == []

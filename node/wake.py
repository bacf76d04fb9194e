"""A wake: the one alarm of a host, set anew after every turn."""

from collections.abc import Callable, Iterable

from node.ports import Alarm, Clock


class Wake:
    def __init__(self, clock: Clock, ring: Callable[[], None]) -> None:
        self._clock = clock
        self._ring = ring
        self._alarm: Alarm | None = None

    def set(self, times: Iterable[float | None]) -> None:
        """Ring at the earliest of `times`; None is never."""
        self.cancel()
        when = min((at for at in times if at is not None), default=None)
        self._alarm = None if when is None else self._clock.call_at(when, self._ring)

    def cancel(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()

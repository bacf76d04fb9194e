"""The clock on the wall: session times as people read them."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo


@dataclass(frozen=True, slots=True)
class WallClock:
    """`zone` is where those who watch live, as far as anybody knows; None is the machine's."""

    zone: tzinfo | None = None

    def date(self, at: float) -> str:
        return f"{self._local(at):%-d %B %Y}"

    def minute(self, at: float) -> str:
        return f"{self._local(at):%H:%M %Z}"

    def span(self, since: float, until: float) -> str:
        return f"{self._local(since):%H:%M:%S} to {self._local(until):%H:%M:%S %Z}"

    def _local(self, at: float) -> datetime:
        return datetime.fromtimestamp(at, UTC).astimezone(self.zone)

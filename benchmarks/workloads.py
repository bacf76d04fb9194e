"""The loads that figures are about: who sends what to whom.

W1: one camera of 1000 packets a second to ten viewers.  W3: a meeting of ten, each with a voice and
a camera, to all others.  W3x3: three such meetings at once in one process.  `flooded` is a
small one for `benchmarks.flood`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.load import Stream
from sfu.codecs import OPUS, VP8

MICROPHONE, CAMERA = "0", "1"  # mids of the send lines, as sfu.shape has them


@dataclass(frozen=True, slots=True)
class Workload:
    name: str
    meetings: int
    people: int
    """In each meeting."""
    everyone_sends: bool

    @property
    def clients(self) -> int:
        return self.meetings * self.people

    def others(self, client: int) -> list[int]:
        """Return who gets what `client` sends."""
        first = client - client % self.people
        return [each for each in range(first, first + self.people) if each != client]

    def senders(self) -> range:
        return range(self.clients) if self.everyone_sends else range(1)

    def streams(self, client: int) -> Iterator[Stream]:
        ssrc = 1000 + 10 * client
        if self.everyone_sends:
            yield Stream(client, ssrc, MICROPHONE, "", OPUS, 80, 50, 1, 960, video=False)
            yield Stream(client, ssrc + 1, CAMERA, "h", VP8, 1100, 99, 3, 2727, video=True)
        else:
            yield Stream(client, ssrc + 1, CAMERA, "h", VP8, 1200, 1000, 1, 90, video=True)


WORKLOADS: Final = {
    each.name: each
    for each in (
        Workload("W1", meetings=1, people=11, everyone_sends=False),
        Workload("W3", meetings=1, people=10, everyone_sends=True),
        Workload("W3x3", meetings=3, people=10, everyone_sends=True),
        Workload("flooded", meetings=1, people=5, everyone_sends=True),
    )
}

COMPARED: Final = ("W1", "W3", "W3x3")
"""Those that are compared with the floor."""

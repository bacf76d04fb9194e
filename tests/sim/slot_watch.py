"""Whether what comes out of one slot can be decoded: its numbers never break without a reason."""

from collections import deque

from tests.support.person import Heard

CLOCKS = {"audio": 48_000, "video": 90_000}
REMEMBERED = 400  # numbers; beyond it nothing is repeated
LATE = 2.0  # seconds by which time may be ahead of the clock


class SlotWatch:
    """Of one SSRC, over all that it ever shows."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.wraps = 0
        """How often its sequence numbers began anew, and so SRTP's rollover counter rose."""
        self._newest = -1
        self._timestamp = 0
        self._picture = 0
        self._feed = ""
        self.at = 0.0
        self._sent: deque[int] = deque(maxlen=REMEMBERED)

    def look(self, heard: Heard, now: float, *, unrest: bool) -> None:
        """Hold a packet against those before; with `unrest` its sender's link has lost some."""
        if heard.again:
            assert heard.seq in self._sent, "only what was sent is sent again"
            return
        step = (heard.seq - self._newest + 0x8000 & 0xFFFF) - 0x8000
        assert heard.seq not in self._sent, "no number is used twice"
        if self._newest >= 0 and step <= 0:
            assert unrest, "order is kept where it came in order"
            self._sent.append(heard.seq)
            return
        if self._newest >= 0:
            assert step == 1 or unrest, "no number is left out"
            self._pass_time(heard, now)
            if self.kind == "video":
                self._pass_pictures(heard, unrest=unrest)
            self.wraps += heard.seq < self._newest
        if self.kind == "video" and heard.sender != self._feed:
            assert heard.key, "what is new begins with a key frame"
        self._newest, self._timestamp, self.at = heard.seq, heard.timestamp, now
        self._feed = heard.sender
        if self.kind == "video":
            self._picture = heard.picture_id
        self._sent.append(heard.seq)

    def _pass_time(self, heard: Heard, now: float) -> None:
        ticks = (heard.timestamp - self._timestamp + 0x8000_0000 & 0xFFFF_FFFF) - 0x8000_0000
        same = self.kind == "video" and heard.picture_id == self._picture
        assert ticks == 0 if same else ticks > 0, "time goes on with each picture or sound"
        assert ticks <= (now - self.at + LATE) * CLOCKS[self.kind], "and no faster than it passes"

    def _pass_pictures(self, heard: Heard, *, unrest: bool) -> None:
        step = (heard.picture_id - self._picture + 0x4000 & 0x7FFF) - 0x4000
        assert step in {0, 1} or (unrest and step > 0), "no picture is left out"

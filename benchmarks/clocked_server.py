"""`holdspace serve`, noting when each new track was given to a slot.

Prints `remap SECONDS` on its standard output, in monotonic time, at the moment when the plan with
the new route has been handed to the pump.
"""

import sys
import time

from sfu.ids import SlotId, TrackId
from sfu.plan import Plan
from sfu.plane import MediaPlane
from signaling.cli import main

_last: dict[SlotId, TrackId] = {}
_apply = MediaPlane.apply


def apply(self: MediaPlane, plan: Plan) -> None:
    _apply(self, plan)
    now = time.monotonic()
    for slot, route in plan.routes.items():
        if route.track.source.kind == "video" and _last.get(slot) != route.track:
            _last[slot] = route.track
            print(f"remap {now!r}", flush=True)


if __name__ == "__main__":
    MediaPlane.apply = apply  # type: ignore[method-assign]
    sys.exit(main())

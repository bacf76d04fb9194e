"""What does a viewer get whose link becomes narrow?  `python -m benchmarks.squeeze`.

A real pump on a simulated network in virtual time: nothing depends on the machine, and the same
seed gives the same figures.  Two people speak and film in three layers; a third looks at both
through a link of 5 Mbit/s that falls to 300, or 150, kbit/s and comes back.  Its queue holds
48 kB, as a home router's.  And once nothing is narrow, but of all that is sent on 5 Mbit/s 15 % is
lost by chance.  The last line is one JSON object.

`--browser` does it once more with three pages in Chromium, in real time, one of them behind a UDP
proxy that follows the same steps: `benchmarks/squeezed_page.py`.
"""

import argparse
import json
from typing import Any

from benchmarks import machine, squeezed_page
from tests.sim.squeezed import OPEN, Squeezed

RATES = (300_000, 150_000)
WARM_UP, NARROW, WIDE = 5.0, 30.0, 25.0  # seconds
STEP = 0.1
SPAN = 0.5
"""Seconds over which is measured what is sent."""

SEEN = 1.0
"""Seconds over which pictures are compared with what was filmed."""

LOSS = 0.15
LOSSY = 20.0
"""Seconds of it."""

FULL = 0.9
"""Of all that was filmed: everything."""


def run(rate: float, seed: int) -> dict[str, Any]:
    room = Squeezed(seed=seed)
    room.run(WARM_UP)
    before = room.seeing(room.now - 2.0)

    room.link.become(rate=rate)
    down, lowest = fall(room, rate)
    narrow = room.seeing(room.now - NARROW / 2)
    delay = room.link.delay

    room.link.become(rate=OPEN)
    up = rise(room)
    return {
        "down_s": down,
        "up_s": up,
        "audio_loss": round(room.voices_lost(), 4),
        "others_affected": room.affected(),
        "voice_delay_s": round(delay, 2),
        "peak_queue_s": lowest,
        "pictures_before": round(before),
        "pictures_narrow": round(narrow),
        "counters": {
            name: room.pump.counters()[name]
            for name in ("layers-lowered", "layers-raised", "probes", "probes-through")
        },
    }


def lossy(seed: int) -> dict[str, Any]:
    """Lose by chance, on a link that bears everything."""
    room = Squeezed(seed=seed)
    room.run(WARM_UP)
    before, counters = room.seeing(room.now - 2.0), dict(room.pump.counters())
    room.link.become(loss=LOSS)
    room.run(LOSSY)
    pictures = room.seeing(room.now - LOSSY + 1.0)
    lowered = room.pump.counters()["layers-lowered"] - counters["layers-lowered"]
    return {
        "loss": LOSS,
        "pictures_share": round(pictures / before, 3),
        "layers_lowered": lowered,
        "others_affected": room.affected(),
    }


def fall(room: Squeezed, rate: float) -> tuple[float | None, float]:
    """Return after how long what is sent first fits into the link, and its longest queue."""
    began, down, queue = room.now, None, 0.0
    while room.now < began + NARROW - STEP / 2:
        room.run(STEP)
        queue = max(queue, room.link.delay)
        if down is None and room.link.sent(room.now - SPAN) <= rate:
            down = round(room.now - began, 1)
    return down, round(queue, 2)


def rise(room: Squeezed) -> float | None:
    """Return after how long everything is shown, and goes on to be."""
    began, up = room.now, None
    while room.now < began + WIDE - STEP / 2:
        room.run(STEP)
        good = room.fullness(room.now - SEEN) >= FULL
        if not good:
            up = None
        elif up is None:
            up = round(room.now - began, 1)
    return up


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--browser", action="store_true", help="real pages, too: three minutes")
    told = parser.parse_args()
    facts = machine.facts(pump="python")
    figures = {str(rate // 1000): run(rate, told.seed) for rate in RATES}
    chief = figures["300"]
    result = {
        "benchmark": "squeeze",
        **{key: chief[key] for key in ("down_s", "up_s", "audio_loss", "others_affected")},
        **{f"{key}_150": figures["150"][key] for key in ("down_s", "up_s", "audio_loss")},
        "kbit_per_second": figures,
        "lossy": lossy(told.seed),
        "browser": squeezed_page.measure(RATES) if told.browser else None,
        "seed": told.seed,
        **facts,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()

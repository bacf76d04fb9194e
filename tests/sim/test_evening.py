"""However an evening goes, nobody gets what is not theirs, and what they get can be decoded.

People come, drop, return and go; they split, move, merge, mute, share, record, take a yes back and
lose packets; all numbers wrap.  Two minutes in ordinary runs, an hour in `make evening`.
"""

import os
from contextlib import closing

import pytest

from tests.sim.deeds import calm_down, live_through
from tests.sim.evening import SOURCES, Evening

SECONDS = float(os.environ.get("EVENING", "120"))


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1 if SECONDS > 600 else 2))
def test_nothing_reaches_whom_it_should_not_and_numbers_never_break(seed: int) -> None:
    with closing(Evening(seed=100 + seed)) as evening:
        live_through(evening, SECONDS)
        calm_down(evening)

        assert evening.dark() == [], "in the end everything comes that should"
        assert evening.media.pump.counters()["dropped-unauthentic"] == 0, "rollovers are counted"
        assert evening.wraps > 10
        assert evening.seen["tapped"] > 0
        assert all(evening.seen[mark] for mark in SOURCES), "of each source and layer"

"""What viewers' links bear and what they are shown, as metrics: how many, never who."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from prometheus_client.core import GaugeHistogramMetricFamily, GaugeMetricFamily

from sfu.viewing import Viewing

BOUNDS: Final = (150e3, 300e3, 500e3, 1e6, 2e6, 3e6, 5e6, 10e6)
"""Bits a second: the floor, what a face takes in each size, and what most links bear."""


def families(
    viewings: Sequence[Viewing],
) -> Iterator[GaugeHistogramMetricFamily | GaugeMetricFamily]:
    estimates = [viewing.estimate for viewing in viewings]
    found = Counter(bisect_left(BOUNDS, estimate) for estimate in estimates)
    counts = accumulate(found[n] for n in range(len(BOUNDS) + 1))
    names = [*(str(bound) for bound in BOUNDS), "+Inf"]
    yield GaugeHistogramMetricFamily(
        "holdspace_viewer_bits_per_second",
        "What each viewer's link is known to bear now.",
        buckets=list(zip(names, counts, strict=True)),
        gsum_value=sum(estimates),
    )
    yield GaugeMetricFamily(
        "holdspace_viewers_at_floor",
        "Viewers whose link bears voices only.",
        sum(viewing.is_at_floor for viewing in viewings),
    )
    pictures = GaugeMetricFamily(
        "holdspace_pictures", "Pictures by what is shown of them.", labels=["layer", "frames"]
    )
    seen = Counter(picture for viewing in viewings for picture in viewing.pictures)
    for picture, count in sorted(seen.items(), key=lambda item: str(item[0])):
        pictures.add_metric([picture.sight, "fewer" if picture.thinned else "all"], count)
    yield pictures

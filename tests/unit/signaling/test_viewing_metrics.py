"""Metrics say how many links bear what and how many pictures are shown how, and nothing of whose."""

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from sfu.viewing import Picture, Viewing
from signaling import viewing_metrics


def text(*viewings: Viewing) -> str:
    class Fixed(Collector):
        def collect(self) -> list[Metric]:
            return list(viewing_metrics.families(viewings))

    registry = CollectorRegistry()
    registry.register(Fixed())
    return generate_latest(registry).decode()


def test_estimates_are_counted_by_what_they_are_below() -> None:
    said = text(
        Viewing(140e3, is_at_floor=True, pictures=()), Viewing(4e6, is_at_floor=False, pictures=())
    )
    assert 'holdspace_viewer_bits_per_second_bucket{le="150000.0"} 1.0' in said
    assert 'holdspace_viewer_bits_per_second_bucket{le="3000000.0"} 1.0' in said
    assert 'holdspace_viewer_bits_per_second_bucket{le="+Inf"} 2.0' in said
    assert "holdspace_viewers_at_floor 1.0" in said


def test_pictures_are_counted_by_layer_and_frames() -> None:
    pictures = (
        Picture("h", thinned=True),
        Picture("h", thinned=True),
        Picture("paused", thinned=False),
    )
    said = text(Viewing(1e6, is_at_floor=False, pictures=pictures))
    assert 'holdspace_pictures{frames="fewer",layer="h"} 2.0' in said
    assert 'holdspace_pictures{frames="all",layer="paused"} 1.0' in said


def test_without_viewers_there_are_zeros() -> None:
    assert 'holdspace_viewer_bits_per_second_bucket{le="+Inf"} 0.0' in text()

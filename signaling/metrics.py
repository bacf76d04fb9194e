"""Metrics: how many, how much, how often; never who.

Everything is read from its owner when Prometheus asks, so nothing is counted twice.
"""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from signaling import viewing_metrics
from signaling.burden import Burden
from signaling.house import House


class HouseCollector(Collector):
    def __init__(self, house: House) -> None:
        self._house = house

    def collect(self) -> Iterator[Metric]:
        house = self._house
        census = house.node.census()
        yield InfoMetricFamily(
            "holdspace_pump", "Which packet path runs.", value={"name": house.pump}
        )
        yield GaugeMetricFamily("holdspace_sessions", "Sessions going on.", census.sessions)
        yield GaugeMetricFamily(
            "holdspace_participants", "Places held in them.", census.participants
        )
        yield GaugeMetricFamily("holdspace_sockets", "Open web sockets.", len(house.sockets))
        yield GaugeMetricFamily(
            "holdspace_waiting_connections", "By HTTP, with no request.", len(house.doorstep)
        )
        yield from _burden(house.burden)
        paths = GaugeMetricFamily(
            "holdspace_browsers", "Browsers by what media is sent to them by.", labels=["path"]
        )
        for path, browsers in sorted(house.paths().items()):
            paths.add_metric([path], browsers)
        yield paths
        refusals = CounterMetricFamily(
            "holdspace_refusals", "What was refused over HTTP and sockets.", labels=["code"]
        )
        for code, count in house.refusals.by_code().items():
            refusals.add_metric([code], count)
        yield refusals
        yield from viewing_metrics.families(house.viewings())
        packets = CounterMetricFamily(
            "holdspace_packet_path", "What happened on the packet path.", labels=["what"]
        )
        for what, count in sorted(house.counters().items()):
            packets.add_metric([what], count)
        yield packets
        violations = CounterMetricFamily(
            "holdspace_policy_violations",
            "What browsers say that our pages did against their policy; anybody can say so.",
            labels=["directive"],
        )
        for directive, count in house.violations.snapshot().items():
            violations.add_metric([directive], count)
        yield violations


def _burden(burden: Burden) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
    yield GaugeMetricFamily(
        "holdspace_core_share",
        "Share of a core that media and sessions took in the last ten seconds.",
        burden.share,
    )
    yield GaugeMetricFamily(
        "holdspace_lag_seconds",
        "How late the process was at worst in the last ten seconds.",
        burden.lag,
    )
    yield GaugeMetricFamily(
        "holdspace_within_budget",
        "1 while neither is more than is good for those who are here, else 0.",
        float(not burden.is_over),
    )
    yield CounterMetricFamily(
        "holdspace_over_budget_seconds",
        "For how long it was more, since the start.",
        burden.seconds_over,
    )


def registry_of(house: House) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(HouseCollector(house))
    return registry

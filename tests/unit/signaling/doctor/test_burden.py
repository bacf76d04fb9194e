"""The doctor says how busy the running node is, and when that is too much."""

import pytest

from signaling.doctor import running
from signaling.doctor.burden import burden
from signaling.doctor.finding import Health
from signaling.settings import Settings

METRICS = """\
# TYPE holdspace_core_share gauge
holdspace_core_share {share}
# TYPE holdspace_lag_seconds gauge
holdspace_lag_seconds 0.012
# TYPE holdspace_within_budget gauge
holdspace_within_budget {within}
"""


@pytest.mark.parametrize(
    ("share", "within", "health"), [(0.31, 1.0, Health.OK), (0.93, 0.0, Health.WARN)]
)
def test_a_running_node_says_how_busy_it_is(
    share: float, within: float, health: Health, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = METRICS.format(share=share, within=within)
    monkeypatch.setattr(running, "read", lambda *_: said)
    found = burden(Settings())
    assert found.health is health
    assert found.said == f"{share:.0%} of a core, 12 ms late at worst"
    assert bool(found.remedy) == (health is Health.WARN)


def test_without_a_node_there_is_nothing_to_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "read", lambda *_: None)
    assert burden(Settings()).health is Health.OK

"""Promise: what a TURN server does wrong is said, with what to do, and fails unless it may be the doctor's own place."""

import pytest
import typed_settings as ts

from signaling import turn_check
from signaling.doctor.finding import Health
from signaling.doctor.relay import REMEDIES, turn
from signaling.settings import Settings
from signaling.turn_check import Examined, Verdict

URL = "turn:turn.example.org"
GIVEN = Settings(turn_urls=(URL,), turn_secret=ts.types.Secret("s" * 32))


def test_without_a_server_none_is_missed() -> None:
    (finding,) = turn(Settings())

    assert finding.health is Health.OK


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_its_health_and_remedy(
    verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn_check, "examine", lambda *_: [Examined(URL, verdict, "a detail")])
    (finding,) = turn(GIVEN)

    expected = {Verdict.RELAYS: Health.OK, Verdict.SILENT: Health.WARN}.get(verdict, Health.FAIL)
    assert finding.health is expected
    assert finding.remedy == REMEDIES[verdict]
    assert bool(finding.remedy) is (verdict is not Verdict.RELAYS)
    assert "a detail" in finding.said

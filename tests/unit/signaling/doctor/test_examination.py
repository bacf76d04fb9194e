"""Promise: each look says what it saw, and what to do where something is wrong."""

from pathlib import Path

from signaling.doctor.examination import LOOKS, examine
from signaling.doctor.finding import Health
from signaling.settings import Settings


def test_everything_is_looked_at_and_said_in_a_line(tmp_path: Path) -> None:
    findings = list(examine(Settings(port=0, media_port=0, data_dir=tmp_path / "data")))

    assert len(findings) >= len(LOOKS)
    assert all(finding.remedy for finding in findings if finding.health is not Health.OK)
    assert len({finding.subject for finding in findings}) == len(findings)

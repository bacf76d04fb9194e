"""Promise: the doctor says what of the machine is too small, or not set."""

from pathlib import Path

import pytest

from signaling.doctor import machine
from signaling.doctor.finding import Health
from signaling.settings import Settings


def test_a_clock_that_was_never_set_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.time, "time", lambda: 3600.0)

    assert machine.clock(Settings()).health is Health.FAIL


def test_small_limits_are_pointed_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limit = tmp_path / "rmem_max"
    monkeypatch.setattr(machine, "BUFFER_LIMIT", limit)
    assert machine.buffers(Settings()).health is Health.WARN
    limit.write_text("212992\n")
    assert "sysctl" in machine.buffers(Settings()).remedy

    monkeypatch.setattr(machine.resource, "getrlimit", lambda _: (256, 256))
    assert "ulimit" in machine.files(Settings()).remedy

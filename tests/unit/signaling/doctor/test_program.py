"""Promise: the doctor misses the web client if it is not built."""

from pathlib import Path

import pytest

from signaling.doctor import program
from signaling.doctor.finding import Health
from signaling.settings import Settings


def test_a_client_that_is_not_built_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(program, "STATIC", tmp_path)
    assert program.web_client(Settings()).health is Health.FAIL

    for name in ("index.html", "room.html", "embed.js"):
        (tmp_path / name).write_text("")
    assert program.web_client(Settings()).health is Health.OK

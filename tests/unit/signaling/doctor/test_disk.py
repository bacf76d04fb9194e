"""Promise: the doctor says whether what is kept can be kept."""

from pathlib import Path

import pytest

from signaling.doctor import disk
from signaling.doctor.finding import Health
from signaling.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(port=0, media_port=0, data_dir=tmp_path / "data")


def test_a_data_directory_must_be_writable(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert disk.data_dir(settings).health is Health.OK
    assert disk.data_dir(Settings(data_dir=tmp_path / "file" / "data")).health is Health.FAIL


def test_little_room_for_recordings_is_pointed_out(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk.space, "free", lambda _: 7_260_000_000)
    assert disk.recordings(settings).health is Health.OK
    assert "2 h 1 min" in disk.recordings(settings).said
    monkeypatch.setattr(disk.space, "free", lambda _: 100_000_000)
    assert disk.recordings(settings).health is Health.WARN


def test_swap_on_a_disk_is_pointed_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    swaps = tmp_path / "swaps"
    monkeypatch.setattr(disk, "SWAPS", swaps)
    assert disk.swap(Settings()).health is Health.OK
    swaps.write_text("Filename Type Size\n/dev/zram0 partition 1\n")
    assert disk.swap(Settings()).health is Health.OK
    swaps.write_text("Filename Type Size\n/dev/sda2 partition 1\n")
    assert disk.swap(Settings()).health is Health.WARN

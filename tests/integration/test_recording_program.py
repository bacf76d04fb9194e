"""`holdspace recording`: beside a running node, in words, and plain only where it was told to."""

import asyncio
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from consent.entry import Erased, Exported, Fact, read
from consent.ledger import opened
from rooms.ids import RoomId
from store.opening import open_store
from tests.support.cast import sheet
from tests.support.program import PROGRAM, environment_of, serving
from tests.support.recorded import BEGAN, PEOPLE, record
from tests.support.watching import watch

ROOM = RoomId("b" * 32)
RECORDING = sheet().recording


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory in which there is a recording."""
    path = tmp_path / "data"

    async def make() -> None:
        async with open_store(path) as store:
            of = replace(sheet(), room=ROOM, began=BEGAN)
            await record(path / "recordings", store.secrets.recording_key, of)

    asyncio.run(make())
    return path


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "recording", *words],
        env=environment_of(data),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def facts(data: Path) -> list[Fact]:
    async def reading() -> list[Fact]:
        async with open_store(data, as_node=False) as store:
            kept = await store.ledgers.read(ROOM)
        records = [opened(each) for each in kept.records]
        entries = [read(each.entry) for each in records if each is not None]
        return [each.fact for each in entries if each is not None]

    return asyncio.run(reading())


def test_it_exports_to_the_path_it_is_told_and_the_ledger_says_so(
    data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "film.mp4"

    done = run(data, "export", RECORDING, str(path))

    assert done.returncode == 0, done.stderr
    assert "Exporting" in done.stderr
    assert watch(path).hears(PEOPLE[0].hertz, 5.0)
    assert path.stat().st_mode & 0o077 == 0
    assert facts(data) == [Exported(RECORDING, None, plain=True)]


def test_it_overwrites_nothing_and_leaves_no_half_of_a_film(data: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.mp4"
    there.write_text("mine")
    assert run(data, "export", RECORDING, str(there)).returncode == 1
    assert there.read_text() == "mine"

    for segment in (data / "recordings" / RECORDING).glob("*.seg"):
        segment.write_bytes(segment.read_bytes()[:-1])
    failed = run(data, "export", RECORDING, str(tmp_path / "half.mp4"))
    assert failed.returncode == 1
    assert ".seg" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not (tmp_path / "half.mp4").exists()


def test_it_lists_verifies_and_erases_beside_a_running_node(data: Path) -> None:
    with serving(environment_of(data)):
        listed = run(data, "list")
        assert RECORDING in listed.stdout
        assert "kept until" in listed.stdout
        sound = run(data, "verify")
        assert sound.returncode == 0
        assert set(sound.stdout.split()) & {"readable", "erased", "tampered"} == {"readable"}

        wren = run(data, "erase", RECORDING, "--person", "Wren", "--yes")
        assert wren.returncode == 0, wren.stderr
        assert "erased" in run(data, "verify", RECORDING).stdout
        assert run(data, "erase", RECORDING, "--yes").returncode == 0
        assert "erased" in run(data, "list").stdout
        assert "readable" not in run(data, "verify").stdout
    assert facts(data) == [Erased(RECORDING, bytes([1]) * 16), Erased(RECORDING, None)]


def test_it_names_what_was_tampered_with(data: Path) -> None:
    segment = data / "recordings" / RECORDING / "1.seg"
    whole = segment.read_bytes()
    segment.write_bytes(whole[:-30] + bytes([whole[-30] ^ 1]) + whole[-29:])

    found = run(data, "verify", RECORDING)

    assert found.returncode == 1
    assert "tampered" in found.stdout
    assert "1.seg" in found.stdout


def test_what_is_not_there_is_said(data: Path, tmp_path: Path) -> None:
    for words in (["export", "e" * 32, str(tmp_path / "x.mp4")], ["erase", "e" * 32, "--yes"]):
        said = run(data, *words)
        assert said.returncode == 1
        assert "no such recording" in said.stderr
    assert not (tmp_path / "x.mp4").exists()
    nobody = run(data, "erase", RECORDING, "--person", "Nobody", "--yes")
    assert "called Nobody" in nobody.stderr
    empty = run(tmp_path / "nothing", "list")
    assert empty.returncode == 1
    assert not (tmp_path / "nothing").exists()

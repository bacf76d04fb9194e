"""The master key is made once, is nobody else's to read, and is never guessed at."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store import master_key
from store.errors import WrongMasterKey
from store.master_key import load_or_create, parse


def test_it_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    directory = tmp_path / "keys"
    key = load_or_create(directory)
    assert len(key) == 32
    assert load_or_create(directory) == key
    assert stat.S_IMODE((directory / "master.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert [path.name for path in directory.iterdir()] == ["master.key"], "no draft is left"


def test_all_who_ask_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(load_or_create, [tmp_path / "keys"] * 8))
    assert len(keys) == 1


def test_whoever_comes_second_takes_the_firsts(tmp_path: Path) -> None:
    key = load_or_create(tmp_path)
    master_key._create(tmp_path / "master.key")
    assert load_or_create(tmp_path) == key


def test_a_key_others_can_read_is_refused(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    (tmp_path / "master.key").chmod(0o644)
    with pytest.raises(WrongMasterKey, match="chmod 600"):
        load_or_create(tmp_path)


def test_a_damaged_key_is_refused_and_not_replaced(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    (tmp_path / "master.key").write_text("half a k\xe9y")
    with pytest.raises(WrongMasterKey, match="backup"):
        load_or_create(tmp_path)


@pytest.mark.parametrize("text", ["", "00", "0" * 63, "g" * 64, "0" * 66, "é" * 64])
def test_a_key_is_64_hex_digits(text: str) -> None:
    with pytest.raises(WrongMasterKey, match="64 hex digits"):
        parse(text)


def test_a_key_is_read_as_it_is_written() -> None:
    assert parse("0F" * 32 + "\n") == bytes([15] * 32)

"""The master key: 32 random bytes in a file of their own, or given by the operator.

Whoever has it and the data directory can read what is kept; without it nobody can.
"""

import os
import secrets
import stat
from pathlib import Path
from typing import Final

from store.errors import WrongMasterKey
from store.secrets import MASTER_KEY_BYTES

FILE_NAME: Final = "master.key"
_MODE: Final = 0o600


def parse(text: str) -> bytes:
    """Read a master key as it is written in its file or in a setting: 64 hex digits."""
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != MASTER_KEY_BYTES:
        raise WrongMasterKey(f"a master key is {2 * MASTER_KEY_BYTES} hex digits")
    return key


def load_or_create(directory: Path) -> bytes:
    """Return the key in `directory`; the first to ask makes it, however many ask at once."""
    path = directory / FILE_NAME
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _create(path)
    return _load(path)


def _create(path: Path) -> None:
    # Written aside, then linked: the name appears once, with the whole key behind it.
    draft = path.with_name(f".{secrets.token_hex(8)}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(MASTER_KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
    _sync(path.parent)


def _load(path: Path) -> bytes:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise WrongMasterKey(f"{path} can be read by others: chmod 600 it")
    try:
        return parse(path.read_text(encoding="ascii", errors="replace"))
    except WrongMasterKey as exc:
        raise WrongMasterKey(f"{path}: {exc}; put it back from a backup") from None


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

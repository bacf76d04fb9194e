"""The disk: whether what is kept can be kept, and whether what is not kept might be written."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from recording import space
from signaling.doctor.finding import Finding, Health
from signaling.house import recordings_home
from signaling.settings import Settings

SWAPS: Final = Path("/proc/swaps")
SPACE_LEAST: Final = 512 * 1024 * 1024  # bytes; journals are small, a full disk is not


def data_dir(settings: Settings) -> Finding:
    folder = settings.data_dir
    subject = "data directory"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            os.fsync(file.fileno())
        left = shutil.disk_usage(folder).free
    except OSError as error:
        remedy = "Make it writable for this user, or set --data-dir."
        return Finding(Health.FAIL, subject, f"{folder}: {error.strerror}", remedy)
    said = f"{folder}, {left // 2**20} MiB free"
    if left < SPACE_LEAST:
        return Finding(Health.WARN, subject, said, "Make room: a full disk forgets sessions.")
    return Finding(Health.OK, subject, said)


def recordings(settings: Settings) -> Finding:
    home = recordings_home(settings)
    there = next((each for each in (home, *home.parents) if each.exists()), Path("/"))
    minutes = space.free(there) // space.BUSY // 60
    said = f"{home}, room for {minutes // 60} h {minutes % 60} min of a busy group"
    if minutes * 60 < space.BEGIN:
        remedy = f"Make room: with less than {space.BEGIN // 60} min nobody is asked."
        return Finding(Health.WARN, "recordings", said, remedy)
    return Finding(Health.OK, "recordings", said)


def swap(_: Settings) -> Finding:
    try:
        devices = [each.split()[0] for each in SWAPS.read_text(encoding="utf-8").splitlines()[1:]]
    except OSError:
        return Finding(Health.OK, "swap", "unknown: not a Linux, or /proc is hidden")
    # What is only in memory is not on a disk, not even compressed.
    disks = [device for device in devices if "zram" not in device]
    if disks:
        remedy = "Encrypt it, or do without: voices and keys in memory may be written there."
        return Finding(Health.WARN, "swap", ", ".join(disks), remedy)
    return Finding(Health.OK, "swap", "none on a disk")

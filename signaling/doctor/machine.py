"""The machine: its clock, and what it allows a process."""

import resource
import time
from pathlib import Path
from typing import Final

from sfu import udp
from signaling.doctor.finding import Finding, Health
from signaling.settings import Settings

BUFFER_LIMIT: Final = Path("/proc/sys/net/core/rmem_max")
FILES_LEAST: Final = 4096
BORN: Final = 1_735_689_600  # 1 January 2025; a clock before that is not set


def clock(_: Settings) -> Finding:
    now = time.time()
    said = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(now))
    if now < BORN:
        return Finding(Health.FAIL, "clock", said, "Set the clock: tokens are dated by it.")
    return Finding(Health.OK, "clock", said)


def buffers(_: Settings) -> Finding:
    subject = "receive buffer"
    try:
        limit = int(BUFFER_LIMIT.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return Finding(Health.WARN, subject, "unknown: not a Linux, or /proc is hidden")
    said = f"{limit // 1024} KiB at most, {udp.BUFFER // 1024} KiB wanted"
    if limit < udp.BUFFER:
        remedy = f"As root: sysctl -w net.core.rmem_max={udp.BUFFER}"
        return Finding(Health.WARN, subject, said, remedy)
    return Finding(Health.OK, subject, said)


def files(_: Settings) -> Finding:
    limit, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    said = f"{limit} at once"
    if limit != resource.RLIM_INFINITY and limit < FILES_LEAST:
        remedy = f"One is needed per browser: ulimit -n {FILES_LEAST}"
        return Finding(Health.WARN, "open files", said, remedy)
    return Finding(Health.OK, "open files", said)

"""What the doctor found: one thing that was looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from signaling.settings import Settings


class Health(Enum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `remedy` is empty where all is well."""

    health: Health
    subject: str
    said: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f"\n        {self.remedy}" if self.remedy else ""
        return f"{self.health.value:<5} {self.subject}: {self.said}{remedy}"


Look = Callable[[Settings], Finding]
"""Looks at one thing."""

Trial = Callable[[Settings], Iterator[Finding]]
"""Tries something from end to end, which may go several ways."""

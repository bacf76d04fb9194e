"""Violations of our pages' Content-Security-Policy, as browsers report them: how many of which.

A report says where a page was and what it was about to load, which may be what somebody wrote.
None of it is kept or logged but the name of the directive, and that only if it is one of ours.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

import msgspec

from signaling.bucket import SECOND, Bucket

DIRECTIVES: Final = frozenset(
    {
        "script-src",
        "script-src-elem",
        "script-src-attr",
        "style-src",
        "style-src-elem",
        "style-src-attr",
        "font-src",
        "img-src",
        "media-src",
        "connect-src",
        "worker-src",
        "manifest-src",
        "frame-src",
        "frame-ancestors",
        "base-uri",
        "form-action",
        "require-trusted-types-for",
    }
)
"""Those of `signaling.shield`, and those that browsers split or derive from them (CSP 3, 6)."""

OTHER: Final = "other"

SIZE_MOST: Final = 16 * 1024
"""Bytes of a report: addresses are cut by browsers long before."""

REPORTS_A_MINUTE: Final = 120
"""A page that breaks its policy does so again and again; that it does is all one has to know."""

CONTENT_TYPE: Final = "application/csp-report"


class Violation(msgspec.Struct):
    """What we read of one (CSP 3, 5.3)."""

    effective: str = msgspec.field(default="", name="effective-directive")
    violated: str = msgspec.field(default="", name="violated-directive")


class Report(msgspec.Struct):
    report: Violation = msgspec.field(name="csp-report")


def read(content_type: str, body: bytes) -> str:
    """Return which directive a body says was violated, or raise ValueError.

    It is one of ours by name, or `other`: nothing else of it is passed on.
    """
    if content_type != CONTENT_TYPE:
        raise ValueError("no report")
    try:
        report = msgspec.json.decode(body, type=Report).report
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError("no report") from error
    # An older browser quotes the whole directive, with its sources.
    name = (report.effective or report.violated).partition(" ")[0]
    return name if name in DIRECTIVES else OTHER


class Violations:
    def __init__(self, *, now: int) -> None:
        self._counts: Counter[str] = Counter()
        self._bucket = Bucket(REPORTS_A_MINUTE, now=now, period=60 * SECOND)

    def affords(self, *, now: int) -> bool:
        """Return whether one more report may be read; `now` is in monotonic nanoseconds."""
        return self._bucket.take(now=now)

    def count(self, directive: str) -> None:
        self._counts[directive] += 1

    def snapshot(self) -> Mapping[str, int]:
        """Return how often each directive was violated, those too that never were."""
        return {each: self._counts[each] for each in sorted({*DIRECTIVES, OTHER})}

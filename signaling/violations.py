"""Violations of our pages' Content-Security-Policy, as browsers report them: how many of which.

A report says where a page was and what it was about to load, which may be what somebody wrote.
None of it is kept or logged but the name of the directive, and that only if it is one of ours.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
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
"""Bytes of a report, or of some that came together: addresses are cut by browsers long before."""

REPORTS_A_MINUTE: Final = 120
"""A page that breaks its policy does so again and again; that it does is all one has to know."""

VIOLATIONS_MOST: Final = 20
"""Of one body that are counted."""


class Old(msgspec.Struct):
    """The inner part of what `report-uri` sends (CSP 3, 5.3)."""

    effective: str = msgspec.field(default="", name="effective-directive")
    violated: str = msgspec.field(default="", name="violated-directive")


class OldReport(msgspec.Struct):
    report: Old = msgspec.field(name="csp-report")


class Body(msgspec.Struct):
    effective: str = msgspec.field(default="", name="effectiveDirective")


class Report(msgspec.Struct):
    """One of the list that `report-to` sends (Reporting API, 3.4)."""

    type: str
    body: Body = msgspec.field(default_factory=Body)


def read(content_type: str, body: bytes) -> Sequence[str]:
    """Return which directives a body says were violated, or raise ValueError.

    Directives are ours by name, or `other`: nothing else of it is passed on.
    """
    try:
        match content_type:
            case "application/csp-report":
                old = msgspec.json.decode(body, type=OldReport).report
                named = [old.effective or old.violated]
            case "application/reports+json":
                reports = msgspec.json.decode(body, type=list[Report])
                named = [each.body.effective for each in reports if each.type == "csp-violation"]
            case _:
                raise ValueError("neither kind of report")
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError("no report") from error
    return [_known(each) for each in named[:VIOLATIONS_MOST]]


class Violations:
    def __init__(self, *, now: int) -> None:
        self._counts: Counter[str] = Counter()
        self._bucket = Bucket(REPORTS_A_MINUTE, now=now, period=60 * SECOND)

    def affords(self, *, now: int) -> bool:
        """Return whether one more report may be read; `now` is in monotonic nanoseconds."""
        return self._bucket.take(now=now)

    def count(self, directives: Sequence[str]) -> None:
        self._counts.update(directives)

    def snapshot(self) -> Mapping[str, int]:
        """Return how often each directive was violated, those too that never were."""
        return {each: self._counts[each] for each in sorted({*DIRECTIVES, OTHER})}


def _known(directive: str) -> str:
    # An older browser quotes the whole directive, with its sources.
    name = directive.partition(" ")[0]
    return name if name in DIRECTIVES else OTHER

"""Reports of violations: read as a directive of ours or as `other`, and nothing else is kept."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling import shield
from signaling.violations import (
    CONTENT_TYPE,
    DIRECTIVES,
    OTHER,
    REPORTS_A_MINUTE,
    Violations,
    read,
)

MINUTE = 60_000_000_000


def report(**said: str) -> bytes:
    return msgspec.json.encode({"csp-report": said})


def test_a_report_is_read_of_newer_and_of_older_browsers() -> None:
    assert read(CONTENT_TYPE, report(**{"effective-directive": "img-src"})) == "img-src"
    assert read(CONTENT_TYPE, report(**{"violated-directive": "script-src 'self'"})) == "script-src"


@pytest.mark.parametrize("directive", ["", "holdspace", "script-src\n# HELP", 'a"} 1', "x" * 5000])
def test_what_is_none_of_ours_is_other(directive: str) -> None:
    assert read(CONTENT_TYPE, report(**{"effective-directive": directive})) == OTHER


def test_whatever_the_policy_names_is_a_directive() -> None:
    named = {part.split()[0] for part in shield.content_policy("h").split("; ")}

    assert named - {"default-src", "report-uri"} <= DIRECTIVES


@given(kind=st.sampled_from([CONTENT_TYPE, "text/plain", ""]), body=st.binary(max_size=200))
def test_noise_is_refused_or_counted(kind: str, body: bytes) -> None:
    try:
        said = read(kind, body)
    except ValueError:
        return
    assert said in {*DIRECTIVES, OTHER}


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["csp-report", "effective-directive", "x"]), inner)
    ),
)


@given(_json)
def test_so_is_any_json(value: object) -> None:
    try:
        said = read(CONTENT_TYPE, msgspec.json.encode(value))
    except ValueError:
        return
    assert said in {*DIRECTIVES, OTHER}


def test_many_reports_are_not_even_read() -> None:
    violations = Violations(now=0)

    assert sum(violations.affords(now=1) for _ in range(1000)) == REPORTS_A_MINUTE
    assert violations.affords(now=1 + MINUTE // REPORTS_A_MINUTE)


def test_what_never_happened_is_shown_as_zero() -> None:
    violations = Violations(now=0)
    for directive in ("img-src", "img-src", OTHER):
        violations.count(directive)

    counts = violations.snapshot()
    assert counts["img-src"] == 2
    assert counts[OTHER] == 1
    assert counts["script-src"] == 0
    assert set(counts) == {*DIRECTIVES, OTHER}

"""Reports of violations: read as a directive of ours or as `other`, and nothing else is kept."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling import shield
from signaling.violations import (
    DIRECTIVES,
    OTHER,
    REPORTS_A_MINUTE,
    VIOLATIONS_MOST,
    Violations,
    read,
)

OLD, NEW = "application/csp-report", "application/reports+json"
MINUTE = 60_000_000_000


def old(**said: str) -> bytes:
    return msgspec.json.encode({"csp-report": said})


def new(*directives: str, kind: str = "csp-violation") -> bytes:
    return msgspec.json.encode(
        [
            {"type": kind, "url": "https://x/y", "body": {"effectiveDirective": d}}
            for d in directives
        ]
    )


def test_both_kinds_of_report_are_read() -> None:
    assert read(OLD, old(**{"effective-directive": "img-src"})) == ["img-src"]
    assert read(OLD, old(**{"violated-directive": "script-src 'self'"})) == ["script-src"]
    assert read(NEW, new("script-src-elem", "img-src")) == ["script-src-elem", "img-src"]
    assert read(NEW, new("x", kind="deprecation")) == []


@pytest.mark.parametrize("directive", ["", "holdspace", "script-src\n# HELP", 'a"} 1', "x" * 5000])
def test_what_is_none_of_ours_is_other(directive: str) -> None:
    assert read(NEW, new(directive)) == [OTHER]


def test_of_one_body_only_so_many_are_counted() -> None:
    assert len(read(NEW, new(*["img-src"] * 500))) == VIOLATIONS_MOST


def test_whatever_the_policy_names_is_a_directive() -> None:
    named = {part.split()[0] for part in shield.content_policy("h").split("; ")}

    assert named - {"default-src", "report-uri", "report-to"} <= DIRECTIVES


@given(kind=st.sampled_from([OLD, NEW, "text/plain", ""]), body=st.binary(max_size=200))
def test_noise_is_refused_or_counted(kind: str, body: bytes) -> None:
    try:
        said = read(kind, body)
    except ValueError:
        return
    assert set(said) <= {*DIRECTIVES, OTHER}


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["csp-report", "type", "body", "effectiveDirective", "x"]), inner
        )
    ),
)


@given(kind=st.sampled_from([OLD, NEW]), value=_json)
def test_so_is_any_json(kind: str, value: object) -> None:
    test_noise_is_refused_or_counted.hypothesis.inner_test(kind, msgspec.json.encode(value))


def test_many_reports_are_not_even_read() -> None:
    violations = Violations(now=0)

    assert sum(violations.affords(now=1) for _ in range(1000)) == REPORTS_A_MINUTE
    assert violations.affords(now=1 + MINUTE // REPORTS_A_MINUTE)


def test_what_never_happened_is_shown_as_zero() -> None:
    violations = Violations(now=0)
    violations.count(["img-src", "img-src", OTHER])

    counts = violations.snapshot()
    assert counts["img-src"] == 2
    assert counts[OTHER] == 1
    assert counts["script-src"] == 0
    assert set(counts) == {*DIRECTIVES, OTHER}

"""Promise: only digests that still prove something are accepted, in one canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfu.fingerprint import STRONG, Fingerprint


@pytest.mark.parametrize(("algorithm", "size"), STRONG.items())
def test_strong_ones_are_taken_in_any_case(algorithm: str, size: int) -> None:
    value = ":".join(["a1"] * size)

    fingerprint = Fingerprint.strong(algorithm.upper(), value)

    assert fingerprint == Fingerprint(algorithm, value.upper())
    assert str(fingerprint) == f"{algorithm} {value.upper()}"


@pytest.mark.parametrize("algorithm", ["sha-1", "md5", "md2", "sha-224", ""])
def test_weak_ones_are_not(algorithm: str) -> None:
    assert Fingerprint.strong(algorithm, ":".join(["AA"] * 20)) is None


@pytest.mark.parametrize(
    "value", [":".join(["AA"] * 31), "A" * 95, ":".join(["GG"] * 32), "", "\n"]
)
def test_malformed_ones_are_not(value: str) -> None:
    assert Fingerprint.strong("sha-256", value) is None


@given(st.text(max_size=20), st.text(max_size=200))
def test_any_text_has_an_answer(algorithm: str, value: str) -> None:
    fingerprint = Fingerprint.strong(algorithm, value)

    assert fingerprint is None or fingerprint.algorithm in STRONG

"""Bodies: whatever is sent becomes the route's shape or a problem, and never a failure of ours."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.api.endpoint import _decoded
from signaling.app import ROUTES
from signaling.problem import KINDS, ProblemRaised

SHAPES = [route.body for route in ROUTES if route.body is not None]

_leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
_values = st.recursive(
    _leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner)
)
_fields = sorted({field for shape in SHAPES for field in shape.__struct_fields__})  # type: ignore[attr-defined]
_bodies = st.dictionaries(st.sampled_from(_fields), _values, max_size=5)


def check(body: bytes, shape: type) -> None:
    try:
        got = _decoded(body, shape)
    except ProblemRaised as problem:
        got = problem.code
    assert isinstance(got, shape) or got in KINDS


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
class TestBodies:
    @given(body=st.binary(max_size=80))
    def test_noise(self, shape: type, body: bytes) -> None:
        check(body, shape)

    @given(body=_bodies)
    def test_json(self, shape: type, body: dict[str, object]) -> None:
        check(msgspec.json.encode(body), shape)


def test_every_refusal_that_a_route_names_is_a_known_problem() -> None:
    assert {code for route in ROUTES for code in route.refusals} <= KINDS.keys()

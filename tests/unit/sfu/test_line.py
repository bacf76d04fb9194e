"""A line laid point by point is the one that lies nearest to the last of them."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.line import Line

COUNT = 20


def slope(points: list[tuple[float, float]]) -> float:
    """Return it as the books have it."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


@given(
    st.floats(0, 1e9),
    st.lists(st.tuples(st.floats(1, 100), st.floats(-100, 100)), min_size=COUNT, max_size=90),
)
def test_it_is_the_line_of_least_squares(begin: float, steps: list[tuple[float, float]]) -> None:
    line, points, x = Line(COUNT), [], begin
    for step, y in steps:
        x += step
        line.add(x, y)
        points.append((x, y))
        assert line.whole == (len(points) >= COUNT)
        if line.whole:
            assert abs(line.slope - slope(points[-COUNT:])) < 1e-4


def test_points_at_one_x_have_no_slope() -> None:
    line = Line(3)
    for y in (1.0, 5.0, 2.0, 8.0):
        line.add(1e9, y)
    assert line.slope == 0.0

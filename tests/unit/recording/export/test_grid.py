"""The circle's grid: everybody as large as each other, inside the frame, and never on two pixels' edge."""

from hypothesis import given
from hypothesis import strategies as st

from recording.export.grid import GAP, Place, fitted, grid

areas = st.builds(
    Place,
    st.integers(0, 50).map(lambda n: 2 * n),
    st.integers(0, 50).map(lambda n: 2 * n),
    st.integers(150, 640).map(lambda n: 2 * n),
    st.integers(150, 640).map(lambda n: 2 * n),
)


@given(st.integers(1, 25), areas)
def test_all_places_are_alike_even_apart_and_inside(count: int, area: Place) -> None:
    places = grid(count, area)

    assert len(places) == count
    assert len({(place.width, place.height) for place in places}) == 1
    for n, place in enumerate(places):
        assert not any(edge % 2 for edge in (place.x, place.y, place.width, place.height))
        assert area.x <= place.x
        assert area.y <= place.y
        assert place.x + place.width <= area.x + area.width
        assert place.y + place.height <= area.y + area.height
        for other in places[:n]:
            across = abs(other.x - place.x) >= place.width + GAP
            assert across or abs(other.y - place.y) >= place.height + GAP


def test_seats_are_read_row_by_row() -> None:
    places = grid(12, Place(32, 64, 1216, 640))

    assert [(place.y, place.x) for place in places] == sorted((p.y, p.x) for p in places)
    assert len({place.y for place in places}) == 3
    assert places[0].width > 280


def test_nobody_takes_no_place() -> None:
    assert grid(0, Place(0, 0, 100, 100)) == ()


@given(st.integers(1, 64), st.integers(1, 64), areas)
def test_what_is_fitted_keeps_its_shape_inside(width: int, height: int, area: Place) -> None:
    place = fitted(width, height, area)

    assert place.width <= area.width
    assert place.height <= area.height
    assert abs(place.width * height - place.height * width) <= 4 * max(width, height)

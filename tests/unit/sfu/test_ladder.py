"""A face is smooth before it is large, a screen sharp before it is smooth."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.ids import Layer
from sfu.ladder import Offer, climbed, ladder
from sfu.thinning import ALL

THREE = (0.4, 0.6, 1.0)
RATES = {Layer.LOW: 120e3, Layer.MIDDLE: 350e3, Layer.HIGH: 1200e3}
L, M, H = Layer


def shown(
    *layers: Layer, shares: tuple[float, ...] = THREE, sharp: bool
) -> list[tuple[Layer, int]]:
    offers = [Offer(layer, RATES[layer], shares) for layer in layers]
    return [(rung.layer, rung.frames) for rung in ladder(offers, sharp=sharp)]


def test_a_face_is_smooth_before_it_is_larger() -> None:
    assert shown(L, M, H, sharp=False) == [
        (L, 0),
        (L, 1),
        (L, ALL),
        (M, 1),
        (M, ALL),
        (H, 1),
        (H, ALL),
    ]


def test_a_screen_is_sharp_before_it_is_smooth() -> None:
    assert shown(L, H, sharp=True) == [(L, 0), (H, 0), (H, 1), (H, ALL)]
    assert shown(H, sharp=True) == [(H, 0), (H, 1), (H, ALL)]


def test_without_temporal_layers_there_are_only_sizes() -> None:
    assert shown(L, M, H, shares=(1.0,), sharp=False) == [(L, ALL), (M, ALL), (H, ALL)]
    assert ladder([], sharp=False) == ()


def test_the_same_sight_has_the_same_place_whatever_browsers_send() -> None:
    many = ladder([Offer(layer, RATES[layer], THREE) for layer in Layer], sharp=False)
    few = ladder([Offer(layer, RATES[layer]) for layer in Layer], sharp=False)
    assert {rung.place for rung in few} == {rung.place for rung in many if rung.frames == ALL}
    assert [climbed(few, rung.place) for rung in many] == [0, 0, 1, 1, 2, 2, 3]


offers = st.lists(
    st.tuples(st.sampled_from(list(Layer)), st.floats(0, 5e6), st.integers(1, 4)),
    max_size=3,
    unique_by=lambda offer: offer[0],
).map(
    lambda many: [
        Offer(layer, rate, tuple((n + 1) / count for n in range(count)))
        for layer, rate, count in sorted(many, key=lambda one: list(Layer).index(one[0]))
    ]
)


@given(offers, st.booleans())
def test_each_rung_costs_more_and_is_higher(sent: list[Offer], sharp: bool) -> None:  # noqa: FBT001
    rungs = ladder(sent, sharp=sharp)
    assert [rung.rate for rung in rungs] == sorted({rung.rate for rung in rungs})
    assert [rung.place for rung in rungs] == sorted({rung.place for rung in rungs})
    if sent:
        assert (rungs[-1].layer, rungs[-1].frames) == (sent[-1].layer, ALL)

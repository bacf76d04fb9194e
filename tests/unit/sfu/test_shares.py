"""It is known which share of a feed its temporal layers have, as soon as it was measured."""

from sfu.shares import WINDOW, Shares


def test_before_it_is_measured_there_is_one_layer() -> None:
    assert Shares().read(1.0) == (1.0,)


def test_shares_add_up_over_the_layers_that_there_are() -> None:
    shares = Shares()
    shares.read(1.0)
    shares.octets[0] += 40
    shares.octets[1] += 20
    shares.octets[2] += 40
    assert shares.read(1.0 + WINDOW / 2) == (1.0,)
    assert shares.read(1.0 + WINDOW) == (0.4, 0.6, 1.0)


def test_silence_changes_nothing_and_a_layer_that_is_left_out_goes() -> None:
    shares = Shares()
    shares.read(0.0)
    shares.octets = [50, 0, 50, 0]
    assert shares.read(1.0) == (0.5, 0.5, 1.0)
    assert shares.read(2.0) == (0.5, 0.5, 1.0)
    shares.octets[0] += 100
    assert shares.read(3.0) == (1.0,)

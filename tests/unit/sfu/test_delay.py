"""A queue is measured without knowing the link's own delay or the other's clock."""

from sfu.delay import EPOCH, Delay
from sfu.departures import Told


def test_there_is_no_queue_before_anything_came() -> None:
    assert Delay().standing == 0.0


def test_the_shortest_delay_is_no_queue() -> None:
    delay = Delay()
    for n in range(100):
        delay.take([Told(n * 0.01, 5000 + n * 0.01 + (0.3 if n % 3 else 0.0), 0)])
    assert delay.standing < 1e-9


def test_a_queue_that_stands_is_measured() -> None:
    delay = Delay()
    for n in range(100):
        delay.take([Told(n * 0.01, 5000 + n * 0.01 + (0.5 if n > 50 else 0.0), 0)])
    assert abs(delay.standing - 0.5) < 1e-6


def test_a_route_that_got_longer_is_accepted_in_time() -> None:
    delay = Delay()
    for n in range(400):
        delay.take([Told(n * 0.1, n * 0.1 + (0.4 if n > 10 else 0.0), 0)])
    assert 2 * EPOCH < 40
    assert delay.standing < 1e-6

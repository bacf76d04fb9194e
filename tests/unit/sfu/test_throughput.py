"""A rate is what passed since somebody last looked, and at first what was expected."""

from sfu.throughput import WINDOW, Throughput


def test_at_first_it_is_what_was_expected() -> None:
    throughput = Throughput(120e3)
    assert throughput.read(5.0) == 120e3
    throughput.octets += 10_000
    assert throughput.read(5.0 + WINDOW / 2) == 120e3


def test_then_it_is_what_passed() -> None:
    throughput = Throughput(120e3)
    throughput.read(5.0)
    throughput.octets += 10_000
    assert throughput.read(6.0) == 80_000
    assert throughput.read(6.0) == 80_000, "looking again changes nothing"


def test_of_what_paused_is_expected_what_it_was_made_for() -> None:
    throughput = Throughput(120e3)
    throughput.read(5.0)
    assert throughput.read(6.0) == 120e3

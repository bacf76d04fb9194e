"""What a simulated listener hears of a lossy voice comes from where a browser would take it."""

from collections import Counter

import numpy as np
import pytest

from benchmarks.listener import RED, Listener, blocks_of
from benchmarks.opus import FRAME, RATE, Absent, Encoder, library, repeats
from benchmarks.speaker import Expected
from sfu import red

OPUS = 111
FIRST = 2**32 - 2 * FRAME  # so that timestamps wrap soon


@pytest.fixture(scope="module")
def voice() -> list[bytes]:
    """Something that is said, with what repeats it in brief."""
    try:
        library()
    except Absent as absent:
        pytest.skip(str(absent))
    encoder = Encoder()
    encoder.expect_loss(0.2)
    at = np.arange(20 * FRAME) / RATE
    hum = sum(np.sin(2 * np.pi * 120 * n * at) / n for n in range(1, 20))
    said = (2000 * hum * (1 + np.sin(2 * np.pi * 4 * at))).astype(np.int16)
    packets = [encoder.encode(said[n * FRAME : (n + 1) * FRAME]) for n in range(20)]
    return [packet for packet in packets if packet is not None]


def fates(voice: list[bytes], lost: set[int], *, copies: int = 0, **options: bool) -> Counter[str]:
    """Return how a voice was heard of which these packets were lost."""
    listener = Listener(**options)
    listener.begin(0, FIRST)
    for n, packet in enumerate(voice):
        if n in lost:
            continue
        before = [red.Block((n - k) * FRAME, voice[k]) for k in range(max(0, n - copies), n)]
        sound = red.write(before, packet) if copies else packet
        listener.take(RED if copies else OPUS, FIRST + n * FRAME & 0xFFFF_FFFF, sound)
    for n in range(len(voice)):
        listener.play(n, said=True)
    assert len(listener.heard) == len(voice) * FRAME
    return listener.fates


def test_what_comes_is_heard(voice: list[bytes]) -> None:
    assert fates(voice, set()) == {"received": 20}


def test_what_a_later_packet_repeats_is_heard(voice: list[bytes]) -> None:
    assert fates(voice, {9, 10}, copies=2) == {"received": 18, "redundant": 2}


def test_what_the_next_packet_has_in_brief_is_heard(voice: list[bytes]) -> None:
    assert repeats(voice[11]), "the encoder expects loss"
    assert fates(voice, {10}) == {"received": 19, "in_band": 1}


def test_what_is_nowhere_is_made_up(voice: list[bytes]) -> None:
    assert fates(voice, {9, 10, 11}) == {"received": 17, "in_band": 1, "concealed": 2}


def test_who_does_not_mend_makes_it_up(voice: list[bytes]) -> None:
    assert fates(voice, {9, 11}, copies=2, mends=False) == {"received": 18, "concealed": 2}


def test_the_blocks_of_a_packet_are_those_that_were_written() -> None:
    blocks = [red.Block(1920, b"older"), red.Block(960, b"old")]
    assert blocks_of(red.write(blocks, b"new")) == [(1920, b"older"), (960, b"old"), (0, b"new")]


def test_an_encoder_believes_the_first_report_and_then_forgets_in_ten_seconds() -> None:
    expected = Expected(0.0)
    assert expected.told(0.1, 5.0) == pytest.approx(0.1)
    assert expected.told(0.0, 15.0) == pytest.approx(0.1 / np.e)


def test_an_encoder_expects_a_fifth_at_most() -> None:
    assert Expected(0.0).told(0.9, 1.0) == 0.2

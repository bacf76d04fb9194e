"""A history gives back what was put, as long as it is not too old, and counts all of it."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.header import Packet
from sfu.history import SIZE, History
from tests.support.packets import rtp


def put(history: History, seq: int, *, newest: bool = True) -> None:
    packet = Packet()
    packet.read(rtp(b"%d" % seq, payload_type=96, ssrc=1, seq=seq, timestamp=seq))
    packet.seq = packet.stamp = packet.picture_id = seq
    history.put(packet, newest=newest)


def got(history: History, seq: int) -> bytes | None:
    found = history.get(seq)
    return None if found is None else found[0][12:]


@given(st.lists(st.integers(0, 5 * SIZE), max_size=200), st.integers(-5, 6 * SIZE))
def test_it_is_a_dictionary_that_forgets(seqs: list[int], asked: int) -> None:
    history = History()
    known: set[int] = set()
    for seq in seqs:
        put(history, seq)
        known = {old for old in known if old % SIZE != seq % SIZE} | {seq}

    assert got(history, asked) == (b"%d" % asked if asked in known else None)
    assert history.packets == len(seqs)
    assert history.octets == sum(len(b"%d" % seq) for seq in seqs)


def test_the_last_thousand_are_all_there() -> None:
    history = History()
    for seq in range(3000):
        put(history, seq)

    assert all(got(history, seq) for seq in range(3000 - SIZE, 3000))
    assert got(history, 3000 - SIZE - 1) is None


def test_the_newest_frame_is_known() -> None:
    history = History()
    put(history, 8)

    put(history, 7, newest=False)

    assert history.picture_id == 8


def test_a_cleared_history_keeps_only_its_counts() -> None:
    history = History()
    put(history, 7)

    history.clear()

    assert history.get(7) is None
    assert history.packets == 1

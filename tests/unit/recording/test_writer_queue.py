"""The queue never grows beyond its bound, says what it left out, and never holds up a command."""

from hypothesis import given
from hypothesis import strategies as st

from consent.ids import AskId
from recording.commands import Missed, Packet, Ready, Shut, ToWriter, framed, reader_of_writer
from recording.mark import Mark
from recording.writer_queue import Queue

SHUT = Shut(AskId("a"), Mark(1.0, 2, b"h"))


def read(queue: Queue) -> list[ToWriter | Packet]:
    reader = reader_of_writer()
    found = []
    while data := queue.take(50):
        found += list(reader.feed(data))
    return found


def test_what_is_put_in_comes_out_in_order() -> None:
    queue = Queue()
    queue.packet(1, b"one", 1.0)
    queue.command(SHUT)
    queue.packet(1, b"two", 2.0)
    assert read(queue) == [Packet(1, 1.0, b"one"), SHUT, Packet(1, 2.0, b"two")]
    assert not queue


def test_a_full_queue_leaves_packets_out_and_says_so_when_there_is_room() -> None:
    queue = Queue(most=40)
    for n in range(6):
        queue.packet(7, bytes(30), float(n))
    assert queue.overflowed == 5
    assert read(queue) == [Packet(7, 0.0, bytes(30))]
    queue.packet(7, b"again", 9.0)
    assert read(queue) == [Missed(7, 1.0, 5.0, 5), Packet(7, 9.0, b"again")]


def test_commands_find_room_in_a_full_queue_and_what_was_missed_comes_before_them() -> None:
    queue = Queue(most=10)
    queue.packet(1, bytes(20), 1.0)
    queue.packet(1, bytes(20), 2.0)
    queue.command(SHUT)
    assert read(queue)[1:] == [Missed(1, 2.0, 2.0, 1), SHUT]


def test_what_arrived_at_a_moment_or_later_is_dropped_of_those_alone() -> None:
    queue = Queue()
    for way in (1, 2):
        for at in (1.0, 2.0, 3.0):
            queue.packet(way, b"x", at)
    queue.drop(frozenset({1}), 2.0)
    left = [(each.way, each.arrived) for each in read(queue) if isinstance(each, Packet)]
    assert left == [(1, 1.0), (2, 1.0), (2, 2.0), (2, 3.0)]


@given(st.lists(st.binary(max_size=90), max_size=20), st.integers(1, 60))
def test_frames_are_read_however_they_are_cut(packets: list[bytes], step: int) -> None:
    queue = Queue()
    for n, packet in enumerate(packets):
        queue.packet(n, packet, float(n))
        queue.command(Ready(n))
    data, reader, found = queue.take(10**6), reader_of_writer(), []
    for at in range(0, len(data), step):
        found += list(reader.feed(data[at : at + step]))
    expected: list[object] = []
    for n, packet in enumerate(packets):
        expected += [Packet(n, float(n), packet), Ready(n)]
    assert found == expected


def test_a_command_is_framed_by_its_length() -> None:
    assert int.from_bytes(framed(SHUT)[:4], "big") == len(framed(SHUT)) - 4

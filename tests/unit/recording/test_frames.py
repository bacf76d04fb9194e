"""Frames are made of whole packets only, begin with one that can be decoded, and say what broke."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recording.frames import LARGEST, Part, Pictures, Sounds, part_of_picture, part_of_sound
from sfu.header import Packet
from tests.support.packets import Stream, rtp
from tests.support.tape import HEIGHT, WIDTH, Tape

TAPE = Tape.recorded((200, 40, 40), 440)


def stream() -> Stream:
    return Stream("1", 7, Random(1), b"somebody")


def seen(plain: bytes) -> Packet:
    packet = Packet()
    assert packet.read(plain)
    return packet


def parts(packets: list[bytes]) -> list[Part]:
    found = [part_of_picture(seen(plain)) for plain in packets]
    assert all(found)
    return [each for each in found if each is not None]


def test_a_picture_is_put_together_from_its_packets() -> None:
    pictures, camera = Pictures(), stream()
    packets = camera.frame(0, size=5000)
    *first, last = parts(packets)
    assert [pictures.put(part, 0) for part in first] == [None] * len(first)
    frame = pictures.put(last, 0)
    assert frame is not None
    assert frame.data == b"".join(part.payload for part in (*first, last))
    assert frame.key
    assert not pictures.broken


def test_the_size_is_read_from_key_frames() -> None:
    pictures, camera = Pictures(), stream()
    frames = [
        pictures.put(part, 0)
        for _ in range(2)
        for part in parts(camera.frame(0, size=0, tape=TAPE))
    ]
    assert [frame and (frame.key, frame.size) for frame in frames if frame] == [
        (True, (WIDTH, HEIGHT)),
        (False, None),
    ]


def test_nothing_comes_before_the_first_key_frame() -> None:
    pictures, camera = Pictures(), stream()
    camera.key_due = False
    assert [pictures.put(part, 0) for part in parts(camera.frame(0, size=3000))] == [None] * 3
    assert pictures.broken
    pictures.broken = False
    camera.key_due = True
    assert any(pictures.put(part, 0) for part in parts(camera.frame(0, size=3000)))
    assert not pictures.broken


@given(st.sets(st.integers(1, 40)), st.sets(st.integers(0, 9)))
def test_after_a_loss_nothing_comes_until_a_whole_key_frame(
    missing: set[int], keys: set[int]
) -> None:
    pictures, camera = Pictures(), stream()
    numbered: list[tuple[int, Part]] = []
    for n in range(10):
        camera.key_due = n in keys | {0}
        numbered += [(n, part) for part in parts(camera.frame(0, size=3500))]
    hurt = {numbered[place][0] for place in missing if place < len(numbered)}
    expected, sound = [], False
    for n in range(10):
        sound = n not in hurt and (sound or n in keys | {0})
        expected += [n] if sound else []
    got, lost, told = [], 0, False
    for place, (n, part) in enumerate(numbered):
        if place in missing:
            lost += 1
            continue
        if pictures.put(part, lost):
            got.append(n)
        told |= pictures.broken
        lost = 0
    assert got == expected
    assert told or lost or len(expected) == 10


def test_a_frame_without_an_end_is_left_out_when_the_next_begins() -> None:
    pictures, camera = Pictures(), stream()
    begun = parts(camera.frame(0, size=3000))[:-1]
    for part in begun:
        assert pictures.put(part, 0) is None
    camera.key_due = True
    *_, frame = [pictures.put(part, 0) for part in parts(camera.frame(0, size=2000))]
    assert frame is not None
    assert len(frame.data) < 2100
    assert pictures.broken


def test_a_frame_without_bound_is_given_up() -> None:
    pictures = Pictures()
    assert pictures.put(Part(1, bytes(9), begins=True, ends=False, key=True), 0) is None
    for _ in range(LARGEST // 60_000 + 1):
        assert pictures.put(Part(1, bytes(60_000), begins=False, ends=False, key=False), 0) is None
    assert pictures.broken


def test_every_packet_of_a_voice_is_a_frame() -> None:
    sounds, voice = Sounds(), stream()
    part = part_of_sound(seen(voice.voice(0, sound=TAPE.sound())))
    assert part is not None
    frame = sounds.put(part, 0)
    assert frame is not None
    assert frame.key
    assert not sounds.broken
    sounds.put(part, 2)
    assert sounds.broken


@pytest.mark.parametrize(("payload_type", "payload"), [(111, b""), (63, b"\x6fsound")])
def test_what_is_no_plain_sound_is_left_out(payload_type: int, payload: bytes) -> None:
    plain = rtp(payload, payload_type=payload_type, ssrc=7, seq=1, timestamp=0)
    assert part_of_sound(seen(plain)) is None


@given(st.binary(max_size=60), st.sampled_from([63, 96, 97, 111]))
def test_no_payload_is_too_odd(payload: bytes, payload_type: int) -> None:
    plain = rtp(payload, payload_type=payload_type, ssrc=7, seq=1, timestamp=0)
    for part, assembler in [
        (part_of_sound(seen(plain)), Sounds()),
        (part_of_picture(seen(plain)), Pictures()),
    ]:
        if part is not None:
            assembler.put(part, 0)

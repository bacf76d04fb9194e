"""RTCP is read whatever the bytes are, and what is well formed is read as aiortc wrote it."""

from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpByePacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    pack_remb_fci,
)
from hypothesis import given
from hypothesis import strategies as st

from sfu.rtcp import (
    BandwidthEstimate,
    KeyFrameWanted,
    Malformed,
    Nack,
    Received,
    SenderReport,
    is_rtcp,
    parse,
)

ssrcs = st.integers(0, 2**32 - 1)
seqs = st.integers(0, 65535)
block = RtcpReceiverInfo(1, 2, 3, 4, 5, 6, 7)

almost_rtcp = st.builds(
    lambda flags, kind, words, body: bytes([0x80 | flags, kind]) + words.to_bytes(2) + body,
    st.integers(0, 63),
    st.integers(192, 223),
    st.integers(0, 12),
    st.binary(max_size=60),
)


@given(st.binary(max_size=80) | st.lists(almost_rtcp, max_size=3).map(b"".join))
def test_any_bytes_are_read_without_raising(data: bytes) -> None:
    list(parse(data))


@given(st.lists(almost_rtcp, max_size=2).map(b"".join), st.integers(0, 10))
def test_truncated_packets_are_read_without_raising(data: bytes, cut: int) -> None:
    list(parse(data[:-cut]))


@given(ssrcs, st.sets(seqs, min_size=1, max_size=200))
def test_nacks_are_read(media: int, lost: set[int]) -> None:
    packet = RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=1, media_ssrc=media, lost=sorted(lost))

    (read,) = parse(bytes(packet))

    assert isinstance(read, Nack)
    assert read.media == media
    assert set(read.sequences) == lost


@given(ssrcs)
def test_picture_loss_is_read(media: int) -> None:
    packet = RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=1, media_ssrc=media)

    assert list(parse(bytes(packet))) == [KeyFrameWanted(media)]


@given(st.lists(ssrcs, min_size=1, max_size=4))
def test_full_intra_requests_are_read_by_their_entries(medias: list[int]) -> None:
    fci = b"".join(media.to_bytes(4) + b"\x01\x00\x00\x00" for media in medias)
    packet = RtcpPsfbPacket(fmt=4, ssrc=1, media_ssrc=0, fci=fci)

    assert list(parse(bytes(packet))) == [KeyFrameWanted(media) for media in medias]


@given(ssrcs, st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1), st.integers(0, 3))
def test_sender_reports_are_read_with_and_without_blocks(
    ssrc: int, ntp: int, timestamp: int, blocks: int
) -> None:
    packet = RtcpSrPacket(ssrc, RtcpSenderInfo(ntp, timestamp, 3, 4), [block] * blocks)

    told = [Received(block.ssrc, block.packets_lost, block.highest_sequence)] * blocks
    assert list(parse(bytes(packet))) == [SenderReport(ssrc, ntp, timestamp), *told]


@given(st.integers(0, 2**18 - 1), st.integers(0, 30))
def test_bandwidth_estimates_are_read(mantissa: int, exponent: int) -> None:
    fci = pack_remb_fci(mantissa << exponent, [1, 2])
    packet = RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=1, media_ssrc=0, fci=fci)

    (read,) = parse(bytes(packet))

    assert isinstance(read, BandwidthEstimate)
    assert abs(read.bits_per_second - (mantissa << exponent)) <= mantissa << exponent >> 15


def test_a_compound_is_read_in_order_and_what_does_not_concern_us_is_passed_over() -> None:
    data = b"".join(
        bytes(packet)
        for packet in (
            RtcpRrPacket(ssrc=9, reports=[block]),
            RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=1, media_ssrc=5),
            RtcpByePacket(sources=[1]),
            RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=1, media_ssrc=6, lost=[7]),
        )
    )

    received = Received(block.ssrc, block.packets_lost, block.highest_sequence)
    assert list(parse(data)) == [received, KeyFrameWanted(5), Nack(6, (7,))]


def test_what_comes_before_nonsense_counts() -> None:
    good = bytes(RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=1, media_ssrc=5))

    assert list(parse(good + b"\x80\xce\x00")) == [KeyFrameWanted(5), Malformed()]


def test_padding_is_no_part_of_a_packet() -> None:
    padded = bytearray(bytes(RtcpPsfbPacket(fmt=4, ssrc=1, media_ssrc=0, fci=bytes(8))))
    padded[0] |= 0x20
    padded[3] += 2
    padded += bytes(7) + b"\x08"

    assert list(parse(bytes(padded))) == [KeyFrameWanted(0)]


def test_packet_types_tell_rtcp_from_rtp() -> None:
    assert [is_rtcp(bytes([0x80, kind])) for kind in (96, 191, 192, 200, 223, 224)] == [
        False,
        False,
        True,
        True,
        True,
        False,
    ]


@given(st.sampled_from([(200, 0), (205, 1), (206, 1), (206, 4)]), st.integers(4, 7))
def test_packets_too_short_for_their_type_are_malformed(kind: tuple[int, int], size: int) -> None:
    body = bytes(4 * (size // 4))
    packet = bytes([0x80 | kind[1], kind[0]]) + (len(body) // 4).to_bytes(2) + body

    assert list(parse(packet)) == [Malformed()]


@given(st.lists(st.tuples(ssrcs, st.integers(-(2**23), 2**23 - 1), ssrcs), max_size=5))
def test_what_was_received_is_read_from_reports_of_both_kinds(
    blocks: list[tuple[int, int, int]],
) -> None:
    infos = [RtcpReceiverInfo(media, 9, lost, newest, 5, 6, 7) for media, lost, newest in blocks]
    told = [Received(media, lost & 0xFF_FFFF, newest) for media, lost, newest in blocks]

    assert list(parse(bytes(RtcpRrPacket(ssrc=1, reports=infos)))) == told
    clock = RtcpSenderInfo(ntp_timestamp=2, rtp_timestamp=3, packet_count=4, octet_count=5)
    packet = RtcpSrPacket(ssrc=1, sender_info=clock, reports=infos)
    assert list(parse(bytes(packet))) == [SenderReport(1, 2, 3), *told]


def test_fewer_blocks_than_announced_are_malformed() -> None:
    whole = bytearray(bytes(RtcpRrPacket(ssrc=1, reports=[block])))
    whole[0] += 1
    assert list(parse(bytes(whole))) == [Malformed()]

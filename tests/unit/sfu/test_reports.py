"""The RTCP that we write is read by aiortc as it was meant."""

from aiortc.rtp import (
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSdesPacket,
    RtcpSrPacket,
)
from hypothesis import given
from hypothesis import strategies as st

from sfu import reports
from sfu.receive_log import Reception

words = st.integers(0, 2**32 - 1)
blocks = st.builds(
    reports.Block,
    ssrc=words,
    reception=st.builds(
        Reception,
        fraction_lost=st.integers(0, 255),
        lost=st.integers(-(2**23), 2**23 - 1),
        newest=words,
        jitter=words,
    ),
    last_report=words,
    delay=words,
)


@given(st.lists(blocks, max_size=reports.BLOCKS_MOST))
def test_receiver_reports(written: list[reports.Block]) -> None:
    (read,) = RtcpPacket.parse(reports.receiver_report(1, written))

    assert isinstance(read, RtcpRrPacket)
    assert [(r.ssrc, r.fraction_lost, r.packets_lost) for r in read.reports] == [
        (b.ssrc, b.reception.fraction_lost, b.reception.lost) for b in written
    ]
    assert [(r.highest_sequence, r.jitter, r.lsr, r.dlsr) for r in read.reports] == [
        (b.reception.newest, b.reception.jitter, b.last_report, b.delay) for b in written
    ]


@given(words, words, st.integers(0, 2**40), st.integers(0, 2**40), st.floats(0, 10**6))
def test_sender_reports_and_descriptions_make_a_compound(
    ssrc: int, timestamp: int, packets: int, octets: int, now: float
) -> None:
    sending = reports.Sending(ssrc, timestamp, packets, octets)

    sr, sdes = RtcpPacket.parse(
        reports.sender_report(sending, now=now) + reports.description(ssrc, "slot12")
    )

    assert isinstance(sr, RtcpSrPacket)
    assert isinstance(sdes, RtcpSdesPacket)
    info = sr.sender_info
    assert (sr.ssrc, info.rtp_timestamp) == (ssrc, timestamp)
    assert (info.packet_count, info.octet_count) == (packets % 2**32, octets % 2**32)
    assert abs(info.ntp_timestamp / 2**32 - now) < 1e-3
    assert [(chunk.ssrc, chunk.items) for chunk in sdes.chunks] == [(ssrc, [(1, b"slot12")])]


@given(st.text("abc0", min_size=1, max_size=20))
def test_names_of_any_length_fill_whole_words(cname: str) -> None:
    (read,) = RtcpPacket.parse(reports.description(7, cname))

    assert isinstance(read, RtcpSdesPacket)
    assert read.chunks[0].items == [(1, cname.encode())]


@given(words, st.integers(0, 65535), st.sets(st.integers(0, 400), min_size=1))
def test_nacks_name_each_packet_once(media: int, first: int, offsets: set[int]) -> None:
    wanted = [first + offset for offset in sorted(offsets)]

    (read,) = RtcpPacket.parse(reports.nack(1, media, wanted))

    assert isinstance(read, RtcpRtpfbPacket)
    assert (read.ssrc, read.media_ssrc, read.fmt) == (1, media, 1)
    # aiortc does not wrap what a bitmask adds to the number it stands behind.
    assert [seq % 65536 for seq in read.lost] == [seq % 65536 for seq in wanted]


def test_picture_loss() -> None:
    (read,) = RtcpPacket.parse(reports.picture_loss(1, 99))

    assert isinstance(read, RtcpPsfbPacket)
    assert (read.fmt, read.ssrc, read.media_ssrc) == (1, 1, 99)

"""Promise: the only offer says everything a browser will ever need, exactly in the tested order."""

from random import Random

import pytest
from aiortc.sdp import SessionDescription

from sfu import offer
from sfu.fingerprint import Fingerprint
from sfu.ice import Credentials
from sfu.ids import Source
from sfu.offer import Server
from sfu.shape import Shape, for_capacity
from tests.support.offered import Offered

FINGERPRINT = Fingerprint("sha-256", ":".join(["AB"] * 32))
SERVER = Server([("192.0.2.1", 7882), ("2001:db8::1", 7882), ("127.0.0.1", 7882)], FINGERPRINT)
CREDENTIALS = Credentials("0123456789abcdef", "f" * 48)


def shape(people: int = 2) -> Shape:
    return for_capacity(people, rng=Random(1))


def text(people: int = 2) -> str:
    return offer.write(shape(people), SERVER, CREDENTIALS, session=42)


def section(mid: int) -> list[str]:
    return text().split("m=")[mid + 1].splitlines()


def test_lines_end_as_they_must() -> None:
    assert text().endswith("\r\n")
    assert text().replace("\r\n", "").count("\n") == 0


def test_the_session_part() -> None:
    assert text().split("m=")[0].split("\r\n") == [
        "v=0",
        "o=- 42 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=ice-lite",
        "a=group:BUNDLE 0 1 2 3 4 5 6 7 8",
        "a=extmap-allow-mixed",
        "a=msid-semantic:WMS *",
        "",
    ]


def test_the_microphone_line_in_full() -> None:
    assert section(0) == [
        "audio 9 UDP/TLS/RTP/SAVPF 111 63",
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        "a=candidate:1 1 udp 2130706431 192.0.2.1 7882 typ host",
        "a=candidate:2 1 udp 2130706175 2001:db8::1 7882 typ host",
        "a=candidate:3 1 udp 2130705919 127.0.0.1 7882 typ host",
        "a=end-of-candidates",
        "a=ice-ufrag:0123456789abcdef",
        f"a=ice-pwd:{'f' * 48}",
        f"a=fingerprint:{FINGERPRINT}",
        "a=setup:actpass",
        "a=mid:0",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
        "a=recvonly",
        "a=rtcp-mux",
        "a=rtcp-rsize",
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1",
        "a=rtcp-fb:111 transport-cc",
        "a=rtcp-fb:111 nack",
        "a=rtpmap:63 red/48000/2",
        "a=fmtp:63 111/111",
    ]


def test_only_the_camera_is_sent_in_layers_lowest_first() -> None:
    assert section(1)[-4:] == [
        "a=rid:l recv",
        "a=rid:m recv",
        "a=rid:h recv",
        "a=simulcast:recv l;m;h",
    ]
    for mid in (0, 2, 3):
        assert not any("rid" in line or "simulcast" in line for line in section(mid))


def test_a_video_slot_in_full() -> None:
    line = shape().slots_of("video")[0]
    name = f"slot{line.mid}"

    assert section(int(line.mid))[7:] == [
        f"a=mid:{line.mid}",
        "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
        "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
        "a=sendonly",
        f"a=msid:{name} {name}",
        "a=rtcp-mux",
        "a=rtcp-rsize",
        "a=rtpmap:96 VP8/90000",
        "a=rtcp-fb:96 ccm fir",
        "a=rtcp-fb:96 nack",
        "a=rtcp-fb:96 nack pli",
        "a=rtcp-fb:96 transport-cc",
        "a=rtpmap:97 rtx/90000",
        "a=fmtp:97 apt=96",
        "a=rtcp-fb:96 goog-remb",
        f"a=ssrc-group:FID {line.ssrc} {line.rtx_ssrc}",
        f"a=ssrc:{line.ssrc} cname:{name}",
        f"a=ssrc:{line.ssrc} msid:{name} {name}",
        f"a=ssrc:{line.rtx_ssrc} cname:{name}",
        f"a=ssrc:{line.rtx_ssrc} msid:{name} {name}",
    ]


def test_an_audio_slot_declares_its_ssrc_and_has_no_retransmissions() -> None:
    line = shape().slots_of("audio")[0]
    lines = section(int(line.mid))

    assert f"a=ssrc:{line.ssrc} cname:slot{line.mid}" in lines
    assert not any("ssrc-group" in each for each in lines)


@pytest.mark.parametrize("people", [1, 2, 14, 100])
def test_the_shape_is_told_line_by_line(people: int) -> None:
    described = SessionDescription.parse(text(people))
    expected = [(line.mid, line.source.kind, "recvonly") for line in shape(people).sends]
    expected += [(line.mid, line.kind, "sendonly") for line in shape(people).slots]

    assert [(m.rtp.muxId, m.kind, m.direction) for m in described.media] == expected


@pytest.mark.parametrize("people", [2, 14])
def test_the_transport_is_the_same_in_every_line(people: int) -> None:
    for line in Offered.read(text(people)).lines:
        assert f"a=ice-ufrag:{CREDENTIALS.ufrag}" in line.lines
        assert f"a=fingerprint:{FINGERPRINT}" in line.lines
        assert "a=setup:actpass" in line.lines


def test_a_payload_type_means_one_thing_in_the_whole_bundle() -> None:
    meanings: dict[str, set[str]] = {}
    for line in Offered.read(text(14)).lines:
        for attribute in line.lines:
            if attribute.startswith(("a=rtpmap:", "a=fmtp:")):
                key, meaning = attribute.split(" ", 1)
                meanings.setdefault(key, set()).add(meaning)

    assert all(len(each) == 1 for each in meanings.values())


def test_every_source_has_a_line() -> None:
    assert [line.source for line in shape().sends] == list(Source)


def test_who_cannot_use_udp_may_connect_by_tcp_and_nobody_prefers_it() -> None:
    server = Server(SERVER.candidates, FINGERPRINT, [("192.0.2.1", 443), ("2001:db8::1", 443)])

    lines = offer.write(shape(), server, CREDENTIALS, session=42).split("\r\n")

    found = [line.split() for line in lines if line.startswith("a=candidate:")]
    assert found[3:] == [
        f"a=candidate:{n} 1 tcp {priority} {host} 443 typ host tcptype passive".split()
        for n, priority, host in [(4, 1520435199, "192.0.2.1"), (5, 1520434943, "2001:db8::1")]
    ]
    priorities = [int(words[3]) for words in found]
    assert priorities == sorted(priorities, reverse=True)
    assert len({words[0] for words in found}) == len(found), "foundations"


def test_an_address_that_is_a_name_is_our_mistake() -> None:
    server = Server([("sfu.example.org", 7882)], FINGERPRINT)

    with pytest.raises(ValueError, match="does not appear to be an IP"):
        offer.write(shape(), server, CREDENTIALS, session=1)

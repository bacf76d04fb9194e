"""An unknown SSRC is what its extensions say, if they name one of our m-lines, or nothing."""

from hypothesis import given
from hypothesis import strategies as st

from sfu.feed import Feed, Repair
from sfu.ids import EndpointId, Layer, Source
from sfu.introduction import introduce
from tests.support.packets import MID, OPUS, REPAIRED_RID, RID, RTX, VP8, rtp

ADA = EndpointId("ada")
SOURCES = {str(n).encode(): source for n, source in enumerate(Source)}


def met(payload_type: int, extensions: dict[int, bytes]) -> Feed | Repair | None:
    data = rtp(b"x", payload_type=payload_type, ssrc=5, seq=1, timestamp=1, extensions=extensions)
    return introduce(5, data, ADA, SOURCES)


def test_a_microphone() -> None:
    feed = met(OPUS, {MID: b"0"})

    assert isinstance(feed, Feed)
    assert (feed.ssrc, feed.track, feed.layer) == (5, (ADA, Source.MICROPHONE), Layer.HIGH)
    assert not feed.is_video


def test_each_layer_of_a_camera() -> None:
    for layer in Layer:
        feed = met(VP8, {MID: b"1", RID: layer.value.encode()})
        assert isinstance(feed, Feed)
        assert (feed.track.source, feed.layer) == (Source.CAMERA, layer)


def test_a_camera_without_simulcast_has_the_high_layer() -> None:
    feed = met(VP8, {MID: b"1"})

    assert isinstance(feed, Feed)
    assert feed.layer is Layer.HIGH


def test_retransmissions_of_a_layer_and_of_a_screen() -> None:
    layer = met(RTX, {MID: b"1", REPAIRED_RID: b"m"})
    screen = met(RTX, {MID: b"2"})

    assert isinstance(layer, Repair)
    assert isinstance(screen, Repair)
    assert (layer.layer, screen.track.source) == (Layer.MIDDLE, Source.SCREEN)


def test_what_names_no_line_of_ours_is_nothing() -> None:
    assert met(VP8, {}) is None
    assert met(VP8, {MID: b"9"}) is None
    assert met(VP8, {RID: b"h"}) is None
    assert met(VP8, {MID: b"1", RID: b"x"}) is None
    assert met(VP8, {MID: b"2", RID: b"l"}) is None
    assert met(OPUS, {MID: b"0", REPAIRED_RID: b"h"}) is None


@given(st.binary(max_size=60))
def test_any_bytes_are_something_or_nothing_without_raising(data: bytes) -> None:
    introduce(5, data.ljust(12, b"\0"), ADA, SOURCES)

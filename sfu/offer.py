"""Writes the only SDP offer of a session (RFC 8829, RFC 8843, RFC 8853).

The browser answers once and never again, so everything it will ever need is in here: what it may
send, and a fixed slot for each stream it may receive.  Chromium and Firefox take over our payload
types and extension ids, which is why they are the same for everybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from sfu import codecs, extensions
from sfu.fingerprint import Fingerprint
from sfu.ice import Credentials
from sfu.ids import Address, Kind, Mid, Source
from sfu.shape import SendLine, Shape, SlotLine

_LEVEL: Final = extensions.AUDIO_LEVEL
_SENT_AT: Final = extensions.ABS_SEND_TIME
_WIDE_CC: Final = extensions.TRANSPORT_WIDE_CC
_MID: Final = extensions.MID

_SENDS: Final = {
    Source.MICROPHONE: (_LEVEL, _WIDE_CC, _MID),
    Source.CAMERA: (_WIDE_CC, _MID, extensions.RID, extensions.REPAIRED_RID),
    Source.SCREEN: (_WIDE_CC, _MID),
    Source.SCREEN_AUDIO: (_LEVEL, _WIDE_CC, _MID),
}
_SLOTS: Final = {
    "audio": (_LEVEL, _SENT_AT, _WIDE_CC, _MID),
    "video": (_SENT_AT, _WIDE_CC, _MID),
}

# The same in every m-line: one payload type may mean only one thing in a bundle (RFC 8843).
_AUDIO: Final = (
    f"a=rtpmap:{codecs.OPUS} opus/{codecs.AUDIO_CLOCK}/2",
    f"a=fmtp:{codecs.OPUS} minptime=10;useinbandfec=1;usedtx=1",
    f"a=rtcp-fb:{codecs.OPUS} transport-cc",
    f"a=rtcp-fb:{codecs.OPUS} nack",
    f"a=rtpmap:{codecs.RED} red/{codecs.AUDIO_CLOCK}/2",
    f"a=fmtp:{codecs.RED} {codecs.OPUS}/{codecs.OPUS}",
)
_VIDEO: Final = (
    f"a=rtpmap:{codecs.VP8} VP8/{codecs.VIDEO_CLOCK}",
    f"a=rtcp-fb:{codecs.VP8} ccm fir",
    f"a=rtcp-fb:{codecs.VP8} nack",
    f"a=rtcp-fb:{codecs.VP8} nack pli",
    f"a=rtcp-fb:{codecs.VP8} transport-cc",
    f"a=rtpmap:{codecs.RTX} rtx/{codecs.VIDEO_CLOCK}",
    f"a=fmtp:{codecs.RTX} apt={codecs.VP8}",
)
# How a browser reports the bandwidth of what it receives, as long as we do not estimate it.
_REMB: Final = f"a=rtcp-fb:{codecs.VP8} goog-remb"

# Lowest first: a browser gives up its last rids first when the link or the picture is small.
_SIMULCAST: Final = ("a=rid:l recv", "a=rid:m recv", "a=rid:h recv", "a=simulcast:recv l;m;h")


@dataclass(frozen=True, slots=True)
class Server:
    """What a browser must know of us to find us and to be sure that it is us."""

    candidates: Sequence[Address]
    """Where we can be reached by UDP, best first; numeric addresses."""
    fingerprint: Fingerprint
    connections: Sequence[Address] = ()
    """Where by TCP, for whom UDP does not get through; in the same order."""


def write(shape: Shape, server: Server, credentials: Credentials, *, session: int) -> str:
    """Return the offer for an endpoint of `shape`; `session` is SDP's own random number."""
    transport = _transport(server, credentials)
    mids = [send.mid for send in shape.sends] + [slot.mid for slot in shape.slots]
    lines = [
        "v=0",
        f"o=- {session} 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=ice-lite",
        f"a=group:BUNDLE {' '.join(mids)}",
        "a=extmap-allow-mixed",
        "a=msid-semantic:WMS *",
    ]
    for n, send in enumerate(shape.sends):
        # In a bundle the first m-line's candidates are everybody's.
        candidates = list(_candidates(server)) if n == 0 else []
        lines += _head(send.source.kind, send.mid, [*candidates, *transport])
        lines += _send(send)
    for slot in shape.slots:
        lines += _head(slot.kind, slot.mid, transport)
        lines += _slot(slot)
    return "".join(f"{line}\r\n" for line in lines)


def _transport(server: Server, credentials: Credentials) -> list[str]:
    return [
        f"a=ice-ufrag:{credentials.ufrag}",
        f"a=ice-pwd:{credentials.password}",
        f"a=fingerprint:{server.fingerprint}",
        "a=setup:actpass",
    ]


def _candidates(server: Server) -> Iterator[str]:
    for n, (host, port) in enumerate(server.candidates):
        # RFC 8445, section 5.1.2: host type, our order of preference, the one component.
        priority = (126 << 24) | ((65535 - n) << 8) | 255
        yield f"a=candidate:{n + 1} 1 udp {priority} {ip_address(host)} {port} typ host"
    foundation = len(server.candidates) + 1
    for n, (host, port) in enumerate(server.connections):
        # RFC 6544, sections 4.2 and 4.5: a lower type than UDP's, and 4 for passive.  It is the
        # browser that connects.
        priority = (90 << 24) | ((4 << 13 | 8191 - n) << 8) | 255
        yield (
            f"a=candidate:{foundation + n} 1 tcp {priority} {ip_address(host)} {port} typ host "
            "tcptype passive"
        )
    yield "a=end-of-candidates"


def _head(kind: Kind, mid: Mid, transport: Sequence[str]) -> list[str]:
    audio = kind == "audio"
    formats = (codecs.OPUS, codecs.RED) if audio else (codecs.VP8, codecs.RTX)
    return [
        f"m={kind} 9 UDP/TLS/RTP/SAVPF {formats[0]} {formats[1]}",
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        *transport,
        f"a=mid:{mid}",
    ]


def _send(line: SendLine) -> list[str]:
    return [
        *_extmaps(_SENDS[line.source]),
        "a=recvonly",
        *_codecs(line.source.kind),
        *(_SIMULCAST if line.source is Source.CAMERA else ()),
    ]


def _slot(line: SlotLine) -> list[str]:
    # A stream of its own for each slot: no two are ever kept in step (decisions.md).
    name = f"slot{line.mid}"
    ssrcs = [line.ssrc, line.rtx_ssrc] if line.rtx_ssrc else [line.ssrc]
    group = [f"a=ssrc-group:FID {line.ssrc} {line.rtx_ssrc}"] if line.rtx_ssrc else []
    return [
        *_extmaps(_SLOTS[line.kind]),
        "a=sendonly",
        f"a=msid:{name} {name}",
        *_codecs(line.kind),
        *([_REMB] if line.kind == "video" else []),
        *group,
        *(
            text
            for ssrc in ssrcs
            for text in (f"a=ssrc:{ssrc} cname:{name}", f"a=ssrc:{ssrc} msid:{name} {name}")
        ),
    ]


def _extmaps(ids: Sequence[int]) -> list[str]:
    return [f"a=extmap:{number} {extensions.URIS[number]}" for number in ids]


def _codecs(kind: Kind) -> list[str]:
    return ["a=rtcp-mux", "a=rtcp-rsize", *(_AUDIO if kind == "audio" else _VIDEO)]

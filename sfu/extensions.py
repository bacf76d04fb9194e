"""RTP header extensions (RFC 8285): their ids, the same for every endpoint.

The server makes every offer, so it alone chooses the numbers, and no packet ever needs its
extensions renumbered on the way from one person to another.
"""

from types import MappingProxyType
from typing import Final

AUDIO_LEVEL: Final = 1
"""RFC 6464: how loud the packet is; in clear, also under end-to-end encryption."""

ABS_SEND_TIME: Final = 2
"""When the server sent it; a browser estimates its downlink from it and reports by REMB."""

TRANSPORT_WIDE_CC: Final = 3
"""A number per packet of the whole transport, by which the receiver reports arrival times."""

MID: Final = 4
"""RFC 8843, section 15: the m-line a packet belongs to."""

RID: Final = 5
"""RFC 8852: which simulcast layer a packet belongs to."""

REPAIRED_RID: Final = 6
"""RFC 8852: which simulcast layer a retransmission repairs."""

URIS: Final = MappingProxyType(
    {
        AUDIO_LEVEL: "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        ABS_SEND_TIME: "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
        TRANSPORT_WIDE_CC: (
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
        ),
        MID: "urn:ietf:params:rtp-hdrext:sdes:mid",
        RID: "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
        REPAIRED_RID: "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
    }
)

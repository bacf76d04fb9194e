"""The RTP header extensions of the only offer, by id (RFC 8285).

Like payload types they mean the same at every endpoint.  Up go MID, RID, REPAIRED_RID,
TRANSPORT_WIDE_CC and AUDIO_LEVEL; down go AUDIO_LEVEL, ABS_SEND_TIME, TRANSPORT_WIDE_CC and MID.
"""

from typing import Final

AUDIO_LEVEL: Final = 1
ABS_SEND_TIME: Final = 2
TRANSPORT_WIDE_CC: Final = 3
MID: Final = 4
RID: Final = 5
REPAIRED_RID: Final = 6

URIS: Final[dict[int, str]] = {
    AUDIO_LEVEL: "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
    ABS_SEND_TIME: "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
    TRANSPORT_WIDE_CC: "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
    MID: "urn:ietf:params:rtp-hdrext:sdes:mid",
    RID: "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    REPAIRED_RID: "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
}

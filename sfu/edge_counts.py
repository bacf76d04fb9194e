"""What the media plane's edge counts: every datagram that never reaches the pump, by its reason."""

from enum import StrEnum


class EdgeCount(StrEnum):
    """The names, as metrics show them."""

    CHECKS_ANSWERED = "checks-answered"
    DTLS_RECEIVED = "dtls-received"
    HANDSHAKES_DONE = "handshakes-done"

    # Before anything was looked at.
    RUNT = "dropped-runt"
    """Shorter than the header of what its first byte says it is; the pump counts some as well."""
    FOREIGN = "dropped-foreign"
    MEDIA_FROM_STRANGER = "dropped-media-from-stranger"
    DTLS_FROM_STRANGER = "dropped-dtls-from-stranger"

    # Connectivity checks.
    STUN_MALFORMED = "dropped-stun-malformed"
    STUN_UNKNOWN_UFRAG = "dropped-stun-unknown-ufrag"
    STUN_TOO_FAST = "dropped-stun-too-fast"
    STUN_UNAUTHENTIC = "dropped-stun-unauthentic"
    STUN_REPLAYED = "dropped-stun-replayed"
    STUN_ADDRESS_TAKEN = "dropped-stun-address-taken"

    # DTLS of participants.
    DTLS_PLAIN_ALERT = "dropped-dtls-plain-alert"
    DTLS_OUT_OF_TURN = "dropped-dtls-out-of-turn"
    DTLS_QUEUE_FULL = "dropped-dtls-queue-full"

    # The socket.
    SEND_WOULD_BLOCK = "dropped-send-would-block"
    SEND_FAILED = "dropped-send-failed"
    RECEIVE_FAILED = "receive-failed"

    # Connections by TCP.
    TCP_ACCEPTED = "tcp-accepted"
    TCP_PROVEN = "tcp-proven"
    """A check that came by one was valid."""
    TCP_ACCEPT_FAILED = "tcp-accept-failed"
    TCP_FULL = "tcp-refused-full"
    TCP_PUSHED_OUT = "tcp-closed-stranger-pushed-out"
    """Strangers were too many, and this one had stood there longest."""
    TCP_LATE = "tcp-closed-stranger-too-slow"
    TCP_WORDY = "tcp-closed-stranger-too-much"
    TCP_OVERSIZE = "tcp-closed-frame-too-long"
    TCP_PATH_ENDED = "tcp-closed-path-ended"
    TCP_HUNG_UP = "tcp-closed-by-peer"
    TCP_VIDEO = "dropped-tcp-video"
    """A slow reader's: the room that pictures have was full."""
    TCP_VOICE = "dropped-tcp-voice"
    """The same of voices, control and handshakes."""
    TCP_GONE = "dropped-tcp-gone"
    """For a connection that there is no more."""

    TAPPED_FOR_NOBODY = "dropped-tapped-for-nobody"

"""What the pump counts.  Every packet that is not forwarded is counted under its reason."""

from enum import StrEnum


class Count(StrEnum):
    """The names, as metrics show them."""

    RECEIVED = "received"
    FORWARDED = "forwarded"
    RESENT = "resent"
    TAPPED = "tapped"
    REPAIRED = "repaired"
    """A voice's packet that had not come was in the next one once more (RFC 2198)."""

    # Datagrams that were dropped before they were believed.
    UNKNOWN_ADDRESS = "dropped-unknown-address"
    UNSECURED = "dropped-unsecured"
    RUNT = "dropped-runt"
    UNKNOWN_SSRC = "dropped-unknown-ssrc"
    TOO_MANY_SSRCS = "dropped-too-many-ssrcs"
    UNAUTHENTIC = "dropped-unauthentic"

    # Authentic packets that were not used.
    MALFORMED = "dropped-malformed"
    PAYLOAD_TYPE = "dropped-payload-type"
    DUPLICATE = "dropped-duplicate"
    TOO_FAST = "dropped-too-fast"
    PADDING = "dropped-padding"
    SUPERSEDED = "dropped-superseded"
    RTX_WITHOUT_SOURCE = "dropped-rtx-without-source"
    BEFORE_SWITCH = "dropped-before-switch"
    UNSEALED = "dropped-unsealed"

    # RTCP.
    RTCP_RECEIVED = "rtcp-received"
    RTCP_MALFORMED = "rtcp-malformed"
    RTCP_STRANGER = "rtcp-for-an-unknown-ssrc"
    KEY_FRAMES_WANTED = "key-frames-wanted"
    KEY_FRAMES_ASKED = "key-frames-asked"
    NACKS_SENT = "nacks-sent"
    NACKS_RECEIVED = "nacks-received"
    ESTIMATES = "bandwidth-estimates-received"
    WIDE_REPORTS = "transport-feedbacks-received"
    PROBES = "probes"
    PROBES_THROUGH = "probes-through"
    PADDING_SENT = "padding-sent"
    LAYERS_LOWERED = "layers-lowered"
    """A viewer's link bears less: a smaller picture, or none."""
    LAYERS_RAISED = "layers-raised"
    FRAMES_LOWERED = "frames-lowered"
    """The same picture with fewer frames."""
    FRAMES_RAISED = "frames-raised"
    THINNED = "thinned"
    """Packets of frames that a viewer is not shown."""
    FLOORS_REACHED = "floors-reached"
    """A viewer's link bears voices only."""
    NOT_IN_HISTORY = "nacked-but-not-in-history"
    RESENDS_REFUSED = "resends-refused"

    # Plans.
    STALE_PLAN = "plans-too-old"
    ROUTE_REFUSED = "routes-refused"
    """A route that leaves its scope, or from or to what does not exist."""
    TAP_REFUSED = "taps-refused"


class Counters:
    """All counts of a pump, there from the start."""

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts = dict.fromkeys(Count, 0)

    def add(self, count: Count, number: int = 1) -> None:
        self._counts[count] += number

    def snapshot(self) -> dict[str, int]:
        return {count.value: number for count, number in self._counts.items()}

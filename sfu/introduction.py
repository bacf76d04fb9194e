"""Who an unknown SSRC says it is, by the header extensions of its first packets.

Browsers name m-line and layer until they know that we know (RFC 8843, section 9.2; RFC 8852).  SRTP
does not hide extensions, so this is read before any decryption; it counts only once the packet
has authenticated.
"""

from collections.abc import Mapping
from typing import Final

from sfu import codecs, extensions
from sfu.feed import Feed, Repair
from sfu.header import read_extensions
from sfu.ids import EndpointId, Layer, Source, TrackId

SSRCS_MOST: Final = 32
"""SSRCs an endpoint may use in its life; a browser needs ten.  libsrtp searches them one by one."""

_LAYERS: Final = {layer.value.encode(): layer for layer in Layer}


def introduce(
    ssrc: int, data: bytes, endpoint: EndpointId, sources: Mapping[bytes, Source]
) -> Feed | Repair | None:
    """Return what `ssrc` is, if the extensions of `data` name one of our m-lines."""
    found = read_extensions(data)
    source = sources.get(found.get(extensions.MID, b""))
    if source is None:
        return None
    repaired = found.get(extensions.REPAIRED_RID)
    rid = found.get(extensions.RID) if repaired is None else repaired
    layer = Layer.HIGH if rid is None else _LAYERS.get(rid)
    if layer is None or (source is not Source.CAMERA and layer is not Layer.HIGH):
        return None
    track = TrackId(endpoint, source)
    if repaired is not None or data[1] & 127 == codecs.RTX:
        return Repair(ssrc, track, layer) if source.kind == "video" else None
    return Feed(ssrc, track, layer)

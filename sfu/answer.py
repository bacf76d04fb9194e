"""Reads the browser's only answer; the only file of ours that imports aiortc's SDP parser.

That parser was written for peers, not for a public port: it raises seven kinds of exception and
takes quadratic time on some inputs.  So the text is bounded before it sees it, whatever it raises
becomes one refusal, and of what it returns only the little that an ICE-lite server needs is kept.
Candidates in particular are never looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aiortc.sdp import MediaDescription, SessionDescription

from sfu import codecs
from sfu.errors import AnswerRefused
from sfu.fingerprint import Fingerprint
from sfu.ids import Kind, Mid
from sfu.shape import Shape

LENGTH_MOST: Final = 64 * 1024  # characters; 29 m-lines of Firefox are about 25 000
SECTIONS_MOST: Final = 64  # m-lines
SECTION_LINES_MOST: Final = 128  # a browser writes about 30; some of the parser is quadratic in it
LINE_MOST: Final = 1024  # characters

_RAISED: Final = (
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What aiortc 1.16's parser was seen to raise on mutated answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What we keep of a browser's answer."""

    fingerprints: tuple[Fingerprint, ...]
    """Each strong, and each must match the certificate the browser shows."""
    ssrcs: Mapping[Mid, tuple[int, ...]]
    """The SSRCs it declared; Chromium declares none for a simulcast line."""
    redundant: frozenset[Mid]
    """The m-lines on which it speaks redundant sound (RFC 2198); Firefox has none."""


def read(text: str, shape: Shape) -> Answer:
    """Return the answer in `text` to an offer of `shape`, or raise `AnswerRefused`."""
    _check_bounds(text)
    try:
        media = SessionDescription.parse(text).media
    except _RAISED as error:
        raise AnswerRefused("not an SDP that can be read") from error
    _check_lines(media, shape)
    for line in media:
        _check_setup(line)
    return Answer(
        fingerprints=_fingerprints(media),
        ssrcs={Mid(line.rtp.muxId): tuple(each.ssrc for each in line.ssrc) for line in media},
        redundant=frozenset(Mid(line.rtp.muxId) for line in media if _takes_red(line)),
    )


def _check_bounds(text: str) -> None:
    if len(text) > LENGTH_MOST:
        raise AnswerRefused(f"longer than {LENGTH_MOST} characters")
    sections = lines = 0
    for line in text.splitlines():
        lines += 1
        if line.startswith("m="):
            sections, lines = sections + 1, 0
        if len(line) > LINE_MOST or lines > SECTION_LINES_MOST or sections > SECTIONS_MOST:
            raise AnswerRefused("more or longer lines than an answer has")


def _check_lines(media: Sequence[MediaDescription], shape: Shape) -> None:
    offered: list[tuple[Mid, Kind]] = [(line.mid, line.source.kind) for line in shape.sends]
    offered += [(line.mid, line.kind) for line in shape.slots]
    if [(line.rtp.muxId, line.kind) for line in media] != offered:
        raise AnswerRefused("its m-lines are not those of the offer")
    if any(line.port == 0 for line in media):
        raise AnswerRefused("it turns an m-line down")


def _check_setup(line: MediaDescription) -> None:
    # We are ice-lite and have no address to call: the browser must begin (RFC 5763, section 5).
    if line.dtls is None or line.dtls.role != "client":
        raise AnswerRefused("its setup is not active")


def _takes_red(line: MediaDescription) -> bool:
    named = {codec.payloadType: codec.mimeType.lower() for codec in line.rtp.codecs}
    return codecs.RED in line.fmt and named.get(codecs.RED) == "audio/red"


def _fingerprints(media: Sequence[MediaDescription]) -> tuple[Fingerprint, ...]:
    """Return the one set of fingerprints that all m-lines of a bundle share (RFC 8843)."""
    found: set[tuple[Fingerprint, ...]] = set()
    for line in media:
        assert line.dtls is not None, "its setup was checked"
        given = [Fingerprint.strong(each.algorithm, each.value) for each in line.dtls.fingerprints]
        found.add(tuple(dict.fromkeys(each for each in given if each is not None)))
    if len(found) != 1:
        raise AnswerRefused("its m-lines do not have one fingerprint")
    (fingerprints,) = found
    if not fingerprints:
        raise AnswerRefused("it has no fingerprint made with a strong hash")
    return fingerprints

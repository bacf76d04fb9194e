"""The targets behind the socket: answers, frames, tokens, and what people type."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import msgspec

from benchmarks.fuzz.target import Target, joined, pieces
from rooms import names, texts
from rooms.errors import BadName, BadText
from rooms.ids import RoomId
from rooms.role import Role
from sfu import answer
from sfu.errors import AnswerRefused
from sfu.shape import for_capacity
from signaling import breakout_messages as b
from signaling import consent_messages as c
from signaling import requests
from signaling.dialogue import Dialogue, Phase, Refusal
from signaling.errors import BadMessage, BadToken
from signaling.tokens import Grant, Tokens
from signaling.wire import JSON, MSGPACK, Wire

FIXTURES: Final = Path(__file__).parents[2] / "tests" / "fixtures" / "sdp"
SHAPE: Final = for_capacity(3, rng=Random(1))
ROOM: Final = RoomId("a" * 32)
NOW: Final = 1_800_000_000.0
KEY: Final = b"a clinic's secret of 32 characters"
TOKENS: Final = Tokens({"clinic": KEY}, own=dict.fromkeys(Role, bytes(range(32))))


def answers(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    read = answer.read(text, SHAPE)
    assert read.fingerprints, "media without a fingerprint"
    assert len(read.ssrcs) == len(SHAPE.sends) + len(SHAPE.slots)


def frames(wire: Wire) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        frame = data if wire.binary else data.decode("utf-8", "surrogatepass")
        said = Dialogue(wire, now=0).receive(frame, now=1)
        if isinstance(said, Refusal):
            wire.encode(said.answer)
            wire.request_id(frame)
        _translate(wire, frame)

    return run


def dialogues(data: bytes) -> None:
    """Frames one after the other, each carried out, refused, or not told of."""
    dialogue, now = Dialogue(MSGPACK, now=0), 1
    for word, frame in pieces(data):
        now += (word >> 3) * 50_000_000  # ns
        if dialogue.phase is Phase.OVER:
            return
        if word & 4:
            dialogue.heard(now=now)
            continue
        said = dialogue.receive(frame if word & 3 != 3 else frame.decode("latin-1"), now=now)
        if isinstance(said, Refusal):
            MSGPACK.encode(said.answer)
        elif word & 1:
            dialogue.refuse("absent", "nobody")
        else:
            dialogue.succeed()


def _translate(wire: Wire, frame: bytes | str) -> None:
    """Say it in the words of the packages below, as if it had come in turn."""
    message = wire.decode(frame)
    match message:
        case b.Split():
            requests.planned(message.rooms)
        case b.Deal():
            requests.wished(message)
        case c.AskToRecord():
            requests.terms(message)
        case _:
            pass


def tokens(data: bytes) -> None:
    """Whatever a stranger writes for a token: only what was signed is believed."""
    claims = TOKENS.verify(data.decode("utf-8", "replace"), ROOM, now=NOW)
    assert claims.iss == "clinic", "a token that nobody signed"


def claims(data: bytes) -> None:
    """What an embedder with a key may sign, by mistake or not."""
    head = _b64(b'{"alg":"HS256","typ":"JWT"}')
    body = f"{head}.{_b64(data)}"
    mac = hmac.digest(KEY, body.encode(), "sha256")
    said = TOKENS.verify(f"{body}.{_b64(mac)}", ROOM, now=NOW)
    assert (said.room, said.role in Role) == (ROOM, True)


def typed(data: bytes) -> None:
    """Names, messages and words for help: cleaned once is cleaned for good."""
    text = data.decode("utf-8", "replace")
    texts.clean_word(text)
    for clean in (names.clean, texts.clean):
        try:
            cleaned = clean(text)
        except (BadName, BadText):
            continue
        assert clean(cleaned) == cleaned


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _browser(name: str) -> bytes:
    return (FIXTURES / f"{name}.sdp").read_bytes().replace(b"\n", b"\r\n")


def _answers() -> Iterator[bytes]:
    """Yield what browsers write, and what is wrong in one way."""
    chromium = _browser("chromium")
    yield chromium
    yield _browser("firefox")
    for right, wrong in (
        (b"m=video 9 ", b"m=video 0 "),
        (b"setup:active", b"setup:passive"),
        (b"sha-256", b"sha-1"),
        (b"a=mid:3", b"a=mid:4"),
        (b"a=mid:3", b"a=mid:3\r\na=fingerprint:sha-256 " + b":".join([b"AB"] * 32)),
        (b"a=mid:3", b"a=mid:3\r\n" + b"x" * 2000),
    ):
        yield chromium.replace(right, wrong)


_ANSWERS: Final = tuple(_answers())
_SAID: Final[tuple[dict[str, Any], ...]] = (
    {"type": "hello", "token": "t", "id": 1},
    {"type": "hello", "resume": "r", "seat": "0" * 32},
    {"type": "answer", "sdp": "v=0"},
    {"type": "join", "name": "Birch", "microphone": True, "camera": False, "private_name": "B"},
    {"type": "layout", "tiles": [{"participant": "p", "source": "camera", "height": 180}]},
    {"type": "say", "text": "hello", "to": "broadcast", "rooms": ["a"]},
    {"type": "split", "rooms": [{"participants": ["p"], "rooms": [{}]}], "closes_in": 60},
    {"type": "deal", "count": 2, "apart": [["a", "b"]], "together": [["a"]], "steady": ["c"]},
    {"type": "speak_to", "rooms": ["a"], "id": 7},
)
_CLAIMS: Final = {
    "iss": "clinic",
    "sub": "patient-7",
    "room": ROOM,
    "role": "client",
    "name": "Birch",
    "exp": NOW + 600,
    "nbf": NOW - 1,
    "jti": "1",
}
_WRONG_CLAIMS: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"exp": NOW - 600},
    {"nbf": NOW + 600},
    {"room": "b" * 32},
    {"iss": "holdspace"},
    {"iss": "holdspace", "role": "nobody"},
    {"iss": ["clinic"]},
    {"jti": ""},
    {"admit": True, "private_name": "Bo"},
)
_TOKEN: Final = TOKENS.issue(
    Grant(ROOM, Role.CLIENT, "patient-7"), issuer="clinic", token_id="1", now=NOW, lifetime=600
)

TARGETS: Final = (
    Target(
        "answer",
        answers,
        _ANSWERS,
        ("sfu/answer.py", "sfu/fingerprint.py"),
        5_000,
        (AnswerRefused,),
        size_most=answer.LENGTH_MOST,
    ),
    Target(
        "frame-msgpack",
        frames(MSGPACK),
        tuple(msgspec.msgpack.encode(each) for each in _SAID),
        ("signaling/wire.py", "signaling/messages.py", "signaling/talk_messages.py"),
        60_000,
        (BadMessage,),
        size_most=4096,
    ),
    Target(
        "frame-json",
        frames(JSON),
        tuple(msgspec.json.encode(each) for each in _SAID),
        (
            "signaling/wire.py",
            "signaling/breakout_messages.py",
            "signaling/chair_messages.py",
            "signaling/consent_messages.py",
        ),
        60_000,
        (BadMessage, UnicodeDecodeError),
        size_most=4096,
    ),
    Target(
        "dialogue",
        dialogues,
        (
            joined(*[(n << 3, msgspec.msgpack.encode(each)) for n, each in enumerate(_SAID)]),
            joined(*[(0, b"\xc1")] * 9),
            joined(*[(4, b"")] * 60),
            joined((3, b"no"), (1, msgspec.msgpack.encode(_SAID[0]))),
        ),
        ("signaling/dialogue.py", "signaling/wire.py"),
        20_000,
        size_most=8192,
    ),
    Target(
        "token", tokens, (_TOKEN.encode(),), ("signaling/tokens.py",), 20_000, (BadToken,), 5000
    ),
    Target(
        "claims",
        claims,
        tuple(msgspec.json.encode(_CLAIMS | wrong) for wrong in _WRONG_CLAIMS),
        ("signaling/tokens.py",),
        20_000,
        (BadToken,),
        3000,
    ),
    Target(
        "text",
        typed,
        ("Bj\u00f6rn \u202e x".encode(), "a\n\n\n\nb \u0645".encode()),
        ("rooms/names.py", "rooms/texts.py", "rooms/characters.py"),
        30_000,
        size_most=2400,
    ),
)

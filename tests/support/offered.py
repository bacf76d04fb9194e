"""What a simulated browser reads in our offer, and the answer it writes.  Knows nothing of sfu."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """An m-line of the offer."""

    mid: str
    kind: str
    receives: bool
    """We, the browser, receive on it: it is a slot."""
    lines: tuple[str, ...]

    @property
    def rids(self) -> list[str]:
        return [line[6:].split()[0] for line in self.lines if line.startswith("a=rid:")]

    @property
    def ssrcs(self) -> list[int]:
        """The declared SSRCs: the media's, then its retransmissions'."""
        found = [int(line[7:].split()[0]) for line in self.lines if line.startswith("a=ssrc:")]
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Offered:
    text: str
    lines: tuple[Line, ...]
    ufrag: str
    password: str
    fingerprint: str
    candidates: tuple[tuple[str, int], ...]
    connections: tuple[tuple[str, int], ...]
    """Where it may connect to by TCP."""

    @classmethod
    def read(cls, text: str) -> "Offered":
        groups: list[list[str]] = []
        for line in text.split("\r\n")[:-1]:
            if line.startswith("m="):
                groups.append([])
            if groups:
                groups[-1].append(line)
        first = groups[0]
        found = [line.split() for line in first if line.startswith("a=candidate:")]
        return cls(
            text=text,
            lines=tuple(
                Line(_value(g, "a=mid:"), g[0][2:7], "a=sendonly" in g, tuple(g)) for g in groups
            ),
            ufrag=_value(first, "a=ice-ufrag:"),
            password=_value(first, "a=ice-pwd:"),
            fingerprint=_value(first, "a=fingerprint:"),
            candidates=tuple(_place(words) for words in found if words[2] == "udp"),
            connections=tuple(_place(words) for words in found if words[2] == "tcp"),
        )

    @property
    def slots(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.receives)


def answer(
    offered: Offered, *, ufrag: str, password: str, fingerprint: str, ssrcs: Mapping[str, int]
) -> str:
    """Return an answer as Chromium writes it; `ssrcs` by mid, for what is not simulcast."""
    lines = [
        "v=0",
        "o=- 2772606859182382058 2 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        f"a=group:BUNDLE {' '.join(line.mid for line in offered.lines)}",
        "a=extmap-allow-mixed",
        "a=msid-semantic: WMS",
    ]
    dropped = ("a=ssrc", "a=msid:", "a=ice-", "a=fingerprint:", "a=setup:", "a=candidate:")
    flipped = {"a=sendonly": "a=recvonly", "a=recvonly": "a=sendonly", "a=end-of-candidates": None}
    for line in offered.lines:
        kept = [flipped.get(text, text) for text in line.lines if not text.startswith(dropped)]
        texts = [text for text in kept if text is not None]
        lines += texts[:3]
        lines += [
            f"a=ice-ufrag:{ufrag}",
            f"a=ice-pwd:{password}",
            "a=ice-options:trickle",
            f"a=fingerprint:{fingerprint}",
            "a=setup:active",
        ]
        lines += [_as_sender(text) for text in texts[3:]]
        if line.mid in ssrcs:
            lines.append(f"a=ssrc:{ssrcs[line.mid]} cname:simulated")
    return "".join(f"{line}\r\n" for line in lines)


def _as_sender(text: str) -> str:
    if text.startswith("a=rid:"):
        return text.replace("recv", "send")
    return text.replace("a=simulcast:recv", "a=simulcast:send")


def _place(words: list[str]) -> tuple[str, int]:
    return words[4], int(words[5])


def _value(lines: list[str], prefix: str) -> str:
    return next(line.removeprefix(prefix) for line in lines if line.startswith(prefix))

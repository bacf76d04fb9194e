"""Every state of the pages, as a person may find it: shown by a room that no server knows (fake_room.js)."""

import json
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

FAKE_ROOM: Final = (Path(__file__).parent / "fake_room.js").read_text()

NORMS: Final = (
    "We begin on time and end on time.\n\n- What is said here stays here.\n"
    "- No names outside, no pictures.\n\nPassing is always fine."
)
NAMES: Final = (
    "Wren",
    "Fern",
    "Otter",
    "Heron",
    "Birch",
    "Juniper",
    "Pebble",
    "Sol",
    "Reed",
    "Ivy",
)


def _person(name: str, **about: Any) -> dict[str, Any]:
    return {
        "id": name.lower(), "name": name, "privateName": None, "role": "client", "seat": 0, "room": "main",
        "microphone": True, "camera": False, "screen": False, "hand": None, "away": False, "speaking": False,
        "speaksTo": [], "part": None, "connection": "here",
    } | about  # fmt: skip


_LENA: Final = _person("Lena", role="facilitator")
_CORMAC: Final = _person("Cormac", role="facilitator", speaking=True)
_CLIENTS: Final = (
    _person("Wren", hand=1, privateName=None),
    _person("Fern", speaking=True),
    _person("Otter", away=True, microphone=False),
    _person("Heron", connection="reconnecting"),
    *(_person(name, microphone=index % 2 == 0) for index, name in enumerate(NAMES[4:])),
    _person("Moss", role="observer", microphone=False),
)
_WRITTEN: Final = [
    {"id": "1", "from": "wren", "name": "Wren", "role": "client", "to": "facilitators", "text": "Can I go last?", "at": 1795000000},
    {"id": "2", "from": "lena", "name": "Lena", "role": "facilitator", "to": "wren", "text": "Of course.", "at": 1795000060},
    {"id": "3", "from": "lena", "name": "Lena", "role": "facilitator", "to": "everyone", "text": "Ten minutes.", "at": 1795000090},
]  # fmt: skip
_HELP: Final = [{"participant": "wren", "quiet": True, "askedAt": 1795000000, "claimedBy": None}]
_QUALITY: Final = {
    "roundTrip": 38, "sending": 420_000, "receiving": 2_400_000, "lossDown": 0.004, "lossUp": 0, "layers": ["l", "m"],
    "byTcp": True, "path": {"kind": "direct", "protocol": "tcp", "ipv6": False, "hindrance": "udp-blocked"},
    "receptions": [
        {"participant": "cormac", "source": "camera", "height": 180, "asked": 640, "pictures": 24, "loss": 0.012},
        {"participant": "cormac", "source": "microphone", "height": None, "asked": None, "pictures": None, "loss": 0},
    ],
}  # fmt: skip
_WAITING: Final = [
    {"id": "birch2", "name": "Birch", "privateName": "Robin Hill", "role": "client"},
    {"id": "sage", "name": "Sage", "privateName": None, "role": "client"},
]


def _room(key: str, name: str, parent: str | None = "main", **about: Any) -> dict[str, Any]:
    return {
        "id": key, "name": name, "parent": parent, "closes_at": None if parent is None else 1795000420,
        "side": False, "choice": False, "people": 2,
    } | about  # fmt: skip


_ROOMS: Final = [
    _room("main", "Main room", None),
    *(_room(f"b{number}", f"Room {number}") for number in range(1, 5)),
    _room("b5", "Anxiety toolbox", "b1"),
]
_PARTS: Final = ("a", "b", "coach")


def _split(viewer: str, **more: Any) -> dict[str, Any]:
    """Five rooms: Lena and Cormac are outside, one of them listens in and speaks to a room."""
    outside: tuple[str, str | None] = ("main", None)
    around = dict.fromkeys(("lena", "cormac", "moss"), outside)
    for index, name in enumerate(NAMES):
        around[name.lower()] = (f"b{1 + index % 4}", _PARTS[index // 4])
    own = around[viewer][0]
    facilitates = viewer == "lena"
    people = [
        one | {"room": room if facilitates or room == own else "elsewhere", "part": part, "speaksTo": ["b1"] if one["id"] == "lena" else []}
        for one in (_LENA, _CORMAC, *_CLIENTS)
        for room, part in (around[one["id"]],)
    ]  # fmt: skip
    return (
        _joined(viewer)
        | {
            "participants": people,
            "rooms": _ROOMS
            if facilitates
            else [one for one in _ROOMS if one["id"] in ("main", own)],
            "ears": [{"participant": "lena", "room": "b1"}],
            "cues": {
                "a": "Ask what happened just before.",
                "b": "Say what you noticed in your body.",
            },
        }
        | more
    )


def _joined(viewer: str, **more: Any) -> dict[str, Any]:
    people = [_LENA, _CORMAC, *_CLIENTS]
    role = next(one["role"] for one in people if one["id"] == viewer)
    return {
        "phase": "joined", "self": viewer, "role": role, "participants": people,
        "rooms": [_room("main", "Main room", None)], "chat": _WRITTEN,
    } | more  # fmt: skip


def _asked(state: str, own: dict[str, Any] | None = None, **about: Any) -> dict[str, Any]:
    """A question of Lena's about the main room, the recorder, and how the viewer stands to both."""
    ask = {
        "id": "ask", "by": "lena", "scope": "main", "tracks": "everyone", "until": None, "retention": 14,
        "viewers": ["facilitators"], "wording": 1, "digest": "", "outcome": None, "settlesAt": 1795000160,
    } | about  # fmt: skip
    unanswered = {
        "ask": "ask", "flag": "unanswered", "toAnswer": True, "sheetOpen": True, "mayWithdraw": False,
    }  # fmt: skip
    return {
        "asks": [ask],
        "consent": {"main": unanswered | (own or {}), "breakouts": None},
        "recording": {"state": state, "scope": "main", "since": 1795000040},
    }


class Pages:
    """A page of the room whose states are put on it one after another."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def states(self) -> dict[str, Any]:
        """Return the name of every state, and what puts it on the page."""
        return {
            **self._before(),
            **self._inside(),
            **self._consent(),
            **self._split(),
            **self._after(),
        }

    def show(self, state: dict[str, Any], *pressed: str) -> None:
        """Show `state` afresh, then press the controls of these names (`data-control`)."""
        self.page.evaluate(FAKE_ROOM)
        self.page.evaluate("(state) => fakeRoom.show(state)", state)
        for control in pressed:
            self.press(control)

    def press(self, control: str) -> None:
        self.page.evaluate(
            """async (control) => {
              const element = document.querySelector('holdspace-room');
              await element.updateComplete;
              const shown = [...element.shadowRoot.querySelectorAll(`[data-control="${control}"]`)];
              const found = shown.find((one) => one.checkVisibility()) ?? shown[0];
              if (!found) throw new Error(`there is no ${control}`);
              found.click();
              await element.updateComplete;
            }""",
            control,
        )

    def key(self, key: str) -> None:
        self.page.evaluate(
            "document.querySelector('holdspace-room').shadowRoot.querySelector('.frame').focus()"
        )
        self.page.keyboard.press(key)

    def _before(self) -> dict[str, Any]:
        fresh = {"norms": {"version": 2, "text": NORMS, "agreed": False}}
        return {
            "prejoin": lambda: self.show({}),
            "prejoin-norms": lambda: self.show(fresh),
            "prejoin-observer": lambda: self.show({"role": "observer"}),
            "prejoin-slow": lambda: self.show({"media": "failed"}),
            "norms": lambda: self.show(fresh, "norms"),
            "norms-declined": lambda: self.show(fresh, "norms", "not-agree"),
            "norms-agreed": lambda: self._agree(fresh),
            "lobby": lambda: self.show({"phase": "lobby", "self": "wren"}),
        }

    def _agree(self, fresh: dict[str, Any]) -> None:
        self.show(fresh, "norms", "agree")
        receipt = {"kind": "norms", "version": 2, "textHash": "ab" * 32, "agreedAt": 1795000000}
        agreed = {"norms": fresh["norms"] | {"agreed": True}}
        self.page.evaluate(
            f"fakeRoom.change({json.dumps(agreed)}); fakeRoom.tell('receipt', {json.dumps(receipt)})"
        )

    def _inside(self) -> dict[str, Any]:
        client = _joined("wren")
        lena = _joined("lena", lobby=_WAITING, help=_HELP, lobbyOn=True)
        return {
            "room-client": lambda: self.show(client),
            "room-facilitator": lambda: self.show(lena),
            "room-observer": lambda: self.show(_joined("moss")),
            "room-alone": lambda: self.show(_joined("lena", participants=[_LENA])),
            "room-hold": lambda: self.show(client | {"hold": True}),
            "room-reconnecting": lambda: self.show(client | {"phase": "reconnecting"}),
            "room-sound-only": lambda: self.show(client | {"pictures": False}),
            "room-sound-blocked": lambda: self.show(client | {"soundBlocked": True}),
            "room-weak": lambda: self.show(client | {"weak": ["wren", "fern", "cormac"]}),
            "room-unjournalled": lambda: self.show(lena | {"unjournalled": True, "locked": True}),
            "people-client": lambda: self._panel(client, "p"),
            "people-facilitator": lambda: self._panel(lena, "p"),
            "messages-client": lambda: self._panel(client, "t"),
            "messages-facilitator": lambda: self._panel(lena, "t"),
            "more-client": lambda: self.show(client, "more"),
            "more-facilitator": lambda: self.show(lena, "more"),
            "connection": lambda: self._connection(client | {"weak": ["fern"], "participants": [_LENA, _CORMAC | {"camera": True}, *_CLIENTS]}),
            "keys": lambda: self._panel(lena, "?"),
            "device": lambda: self.show(client, "more", "device"),
            "leaving": lambda: self.show(lena, "leave"),
            "reactions": lambda: self.show(client, "react"),
            "help": lambda: self.show(client, "help"),
        }  # fmt: skip

    def _consent(self) -> dict[str, Any]:
        wren, lena = _joined("wren"), _joined("lena", rooms=_ROOMS)
        asked = wren | _asked("asking")
        given = {"flag": "given", "toAnswer": False, "sheetOpen": False, "mayWithdraw": True}
        refused = {"flag": "refused", "toAnswer": False, "sheetOpen": False}
        withdrawn = given | {"flag": "withdrawn", "mayWithdraw": False}
        on = wren | _asked("on", given, outcome="given")
        off = _asked("off", refused, outcome="not-agreed")
        return {
            "consent-asked": lambda: self.show(asked),
            "consent-asked-teaching": lambda: self.show(wren | _asked("asking", tracks="teaching", until=1795003600, viewers=["facilitators", "participants", "absent"])),
            "consent-asked-people": lambda: self._panel(asked, "p"),
            "consent-arriving": lambda: self.show({"phase": "lobby", "self": "wren"} | _asked("paused", outcome="given")),
            "consent-given": lambda: self._answer(asked, "given"),
            "consent-refused": lambda: self._answer(asked, "refused"),
            "consent-later": lambda: self._answer(asked, "later"),
            "consent-waiting": lambda: self.show(lena | _asked("asking", given), "recording"),
            "consent-not-agreed": lambda: self.show(wren | off, "recording"),
            "consent-not-agreed-facilitator": lambda: self.show(lena | _asked("off", given, outcome="not-agreed"), "recording"),
            "consent-ask": lambda: self.show(lena, "recording", "ask-to-record"),
            "recording-off": lambda: self.show(wren, "recording"),
            "recording-on": lambda: self.show(on, "recording"),
            "recording-on-facilitator": lambda: self.show(lena | _asked("on", given, outcome="given"), "recording"),
            "recording-paused": lambda: self.show(wren | _asked("paused", given, outcome="given"), "recording"),
            "recording-withdrawn": lambda: self.show(on, "recording", "withdraw"),
            "ended-recorded": self._recorded,
            "recording-ended": lambda: self.show(wren | _asked("ended", withdrawn, outcome="ended"), "recording"),
            "recording-receipt-lacking": lambda: self._lacking(on, _asked("ended", given, outcome="ended")),
        }  # fmt: skip

    def _recorded(self) -> None:
        """Twenty minutes of a sitting of two hours."""
        self.show(_joined("wren") | _asked("asking"))
        for state, minute in (("on", 60), ("ended", 80), ("off", 120)):
            since = 1795000100 + minute * 60
            change = _asked(state, outcome="given")
            change["recording"] = change["recording"] | {"since": since}
            if state == "off":
                change |= {"phase": "ended", "ended": "session-ended", "participants": []}
            self.page.evaluate(
                "([now, change]) => { fakeRoom.now = now; fakeRoom.change(change); }",
                [since, change],
            )
        self._await('[data-control="recording-receipt"]')

    def _lacking(self, state: dict[str, Any], change: dict[str, Any]) -> None:
        self.show(state, "recording")
        self.page.evaluate(
            "(change) => { fakeRoom.lacksReceipts = true; fakeRoom.change(change); }", change
        )
        self._await('[data-control="receipt-again"]')

    def _answer(self, state: dict[str, Any], answer: str) -> None:
        self.show(state)
        self._click(f'[data-answer="{answer}"]')
        own = {"flag": answer, "toAnswer": answer == "later", "sheetOpen": False}
        self.page.evaluate("(said) => fakeRoom.change(said)", _asked("asking", own))

    def _connection(self, state: dict[str, Any]) -> None:
        """With the numbers of one person open."""
        self.page.evaluate(FAKE_ROOM)
        self.page.evaluate(
            "([state, quality]) => fakeRoom.show(state, {stats: () => quality})", [state, _QUALITY]
        )
        self.press("more")
        self.press("connection")
        self._await('[data-participant="cormac"] details')
        self._click('[data-participant="cormac"] summary')

    def _split(self) -> dict[str, Any]:
        client, lena = _split("wren"), _split("lena", help=_HELP)
        choice = {
            "rooms": [
                _room("main", "Main room", None),
                _room("b1", "Walking outside", choice=True),
                _room("b2", "Breathing", choice=True),
            ]
        }
        colliding = [
            {"rule": "apart", "participants": ["wren", "fern"]},
            {"rule": "rooms-of", "participants": []},
        ]
        return {
            "split": lambda: self.show(_joined("lena"), "split"),
            "split-collides": lambda: self._collide(colliding),
            "split-by-hand": lambda: self._manner("hand"),
            "split-choice": lambda: self._manner("choice"),
            "board": lambda: self.show(lena, "rooms"),
            "board-person": lambda: self._board(lena, '[data-chip="fern"]'),
            "board-room": lambda: self._board(lena, '[data-act="room-menu"]'),
            "board-role-play": lambda: self._board(lena, 'details:has([data-act="give-parts"]) summary'),
            "breakout-client": lambda: self.show(client),
            "breakout-facilitator": lambda: self.show(_split("lena", participants=[one | {"room": "b1"} for one in lena["participants"][:5]])),
            "breakout-landing": lambda: self.show(client | {"rooms": [_ROOMS[0], _ROOMS[1] | {"closes_at": 1795000125}]}),
            "breakout-broadcast": lambda: self._broadcast(client),
            "choice": lambda: self.show(_joined("wren") | choice),
            "together": lambda: self._panel(_joined("lena", wereTogether=[["wren", "fern"], ["otter", "heron", "birch"]]), "p"),
        }  # fmt: skip

    def _board(self, state: dict[str, Any], selector: str) -> None:
        self.show(state, "rooms")
        self._click(selector)

    def _manner(self, manner: str) -> None:
        self.show(_joined("lena"), "split")
        self._click(f'.manner input[value="{manner}"]')

    def _collide(self, colliding: list[dict[str, Any]]) -> None:
        self.show(_joined("lena"))
        self.page.evaluate("(colliding) => fakeRoom.collide(colliding)", colliding)
        self.press("split")

    def _broadcast(self, state: dict[str, Any]) -> None:
        self.show(state)
        who = {"id": "9", "from": "lena", "name": "Lena", "role": "facilitator", "to": "broadcast"}
        said = {**who, "text": "Two more minutes, then swap.", "at": 1795000095}
        self.page.evaluate("(said) => fakeRoom.tell('message', said)", said)

    def _await(self, selector: str) -> None:
        self.page.evaluate(
            """async (selector) => {
              const {shadowRoot} = document.querySelector('holdspace-room');
              while (!shadowRoot.querySelector(selector)) await new Promise(requestAnimationFrame);
            }""",
            selector,
        )

    def _click(self, selector: str) -> None:
        self.page.evaluate(
            """async (selector) => {
              const element = document.querySelector('holdspace-room');
              await element.updateComplete;
              element.shadowRoot.querySelector(selector).click();
              await element.updateComplete;
            }""",
            selector,
        )

    def _panel(self, state: dict[str, Any], key: str) -> None:
        self.show(state)
        language = self.page.evaluate("document.documentElement.lang")
        # The letters follow the labels of the language.
        self.key({"de": {"t": "n"}}.get(language, {}).get(key, key))

    def _after(self) -> dict[str, Any]:
        reasons = ("left", "removed", "refused", "banned", "session-ended", "elsewhere", "lapsed")
        codes = (
            "bad-token",
            "foreign-origin",
            "absent",
            "room-full",
            "locked",
            "banned",
            "unreachable",
            "no-webrtc",
        )
        return {
            **{f"ended-{reason}": self._ending(reason) for reason in reasons},
            **{f"door-{code}": self._refusal(code) for code in codes},
        }

    def _ending(self, reason: str) -> Any:
        return lambda: self.show({"phase": "ended", "ended": reason})

    def _refusal(self, code: str) -> Any:
        def refuse() -> None:
            self.page.evaluate(FAKE_ROOM)
            self.page.evaluate("(code) => fakeRoom.refuse(code)", code)

        return refuse

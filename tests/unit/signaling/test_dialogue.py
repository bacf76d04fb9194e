"""The dialogue of a socket: whatever arrives, it answers once, in turn, and never falls over."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from signaling.allowance import PACES, RATE
from signaling.bucket import SECOND
from signaling.dialogue import BAD_MESSAGES_MOST, Dialogue, Phase, Refusal
from signaling.fields import MESSAGE_LIMIT
from signaling.messages import ANSWER_LIMIT, Answer, Echo, Hello, Join, Publish
from signaling.wire import JSON, MSGPACK, Wire

HELLO = {"type": "hello", "token": "t"}
ANSWER = {"type": "answer", "sdp": "v=0"}
JOIN = {"type": "join", "name": "Lena", "microphone": True, "camera": False}
BREAKOUTS = [
    {"type": "split", "rooms": [{"id": "r", "name": "Oak", "participants": ["p"], "rooms": [{}]}]},
    {"type": "split", "rooms": [{}], "closes_in": 480.5, "choice": True},
    {"type": "move", "participant": "p", "room": "r"},
    {"type": "exchange", "participant": "p", "with": "q"},
    {"type": "merge"},
    {"type": "merge", "room": "r", "in": 30},
    {"type": "merge_into", "room": "r", "into": "s"},
    {"type": "extend", "seconds": 60},
    {"type": "extend", "seconds": 60, "room": "r"},
    {"type": "hop", "room": "r"},
    {"type": "choose_room", "room": "r"},
    {"type": "newcomers", "room": None},
    {"type": "listen", "rooms": []},
    {"type": "ears_seen", "ears": [{"participant": "p", "room": "r"}]},
    {"type": "whisper", "room": "r"},
    {"type": "speak_to", "rooms": ["r"]},
    {"type": "show_to", "rooms": None},
    {"type": "say", "text": "hello", "to": "broadcast", "rooms": ["r"]},
    {"type": "side_room", "participant": "p"},
    {"type": "role_play", "parts": {"p": "coach"}, "cues": {"coach": "You watch."}},
    {"type": "swap_parts"},
    {"type": "deal", "count": 3, "apart": [["p", "q"]], "lead": "steady", "steady": ["p"]},
    {"type": "deal", "size": 2, "room": "r", "together": [["p", "q"]], "avoid_repeats": False},
    {"type": "save_plan", "name": "Pairs"},
    {"type": "forget_plan", "name": "Pairs"},
]
CONSENT = [
    {"type": "bind_key", "key": b"k" * 65},
    {"type": "ask_to_record", "scope": "main"},
    {
        "type": "ask_to_record",
        "scope": "breakouts",
        "tracks": "teaching",
        "until": 1.5e9,
        "retention": 3,
        "viewers": ["participants", "absent"],
    },
    {"type": "stop_recording", "scope": "main"},
    {"type": "answer_consent", "ask": "a", "answer": "later"},
    {
        "type": "answer_consent",
        "ask": "a",
        "answer": "given",
        "digest": b"d" * 32,
        "signature": b"s" * 64,
    },
    {"type": "withdraw_consent", "scope": "main"},
    {"type": "withdraw_consent", "scope": "breakouts", "erase": "own"},
    {"type": "ask_receipts"},
]
IN_THE_ROOM = [
    {"type": "publish", "microphone": True},
    {"type": "layout", "tiles": [{"participant": "p", "source": "camera", "height": 180}]},
    {"type": "admit", "participant": "p"},
    {"type": "refuse", "participant": "p"},
    {"type": "remove", "participant": "p"},
    {"type": "mute", "participant": "p"},
    {"type": "raise_hand", "on": True},
    {"type": "step_away", "on": False},
    {"type": "admit_all"},
    {"type": "ban", "participant": "p"},
    {"type": "mute_all"},
    {"type": "stop_camera", "participant": "p"},
    {"type": "ask_to_unmute", "participant": "p"},
    {"type": "lower_hand"},
    {"type": "lower_hand", "participant": "p"},
    {"type": "lock", "on": True},
    {"type": "lobby", "on": True},
    {"type": "chat_mode", "mode": "everyone"},
    {"type": "say", "text": "hello", "to": "facilitators"},
    {"type": "react", "name": "nod"},
    {"type": "ask_for_help", "quiet": True, "word": "dizzy"},
    {"type": "claim_help", "participant": "p"},
    {"type": "end_help"},
    {"type": "device_code"},
    *BREAKOUTS,
    *CONSENT,
    {"type": "agree_norms", "version": 1},
    {"type": "end_session"},
    {"type": "leave"},
]
ECHO = {"type": "echo", "on": True}
VALID = [
    HELLO,
    ECHO,
    {"type": "hello", "code": "K7QXM2P9AB"},
    {"type": "hello", "resume": "r"},
    ANSWER,
    JOIN,
    *IN_THE_ROOM,
]


def frame(message: object, wire: Wire = MSGPACK) -> bytes | str:
    if wire.binary:
        return msgspec.msgpack.encode(message)
    return msgspec.json.encode(message).decode()


class Spoken:
    """A dialogue whose clock leaves time between messages."""

    def __init__(self, wire: Wire = MSGPACK) -> None:
        self.now = 0
        self.wire = wire
        self.dialogue = Dialogue(wire, now=0)

    def hear(self, message: object) -> object:
        return self.hear_frame(frame(message, self.wire))

    def hear_frame(self, data: bytes | str) -> object:
        self.now += SECOND
        return self.dialogue.receive(data, now=self.now)

    def do(self, *messages: object) -> None:
        for message in messages:
            assert not isinstance(self.hear(message), Refusal), message
            self.dialogue.succeed()


@pytest.mark.parametrize("wire", [MSGPACK, JSON], ids=lambda wire: wire.subprotocol)
def test_a_visit_from_hello_to_leave(wire: Wire) -> None:
    spoken = Spoken(wire)

    assert isinstance(spoken.hear({**HELLO, "id": 1}), Hello)
    assert spoken.dialogue.succeed().id == 1  # type: ignore[union-attr]
    assert isinstance(spoken.hear({**ANSWER, "id": 2}), Answer)
    assert spoken.dialogue.succeed().id == 2  # type: ignore[union-attr]
    assert isinstance(spoken.hear(JOIN), Join)
    assert spoken.dialogue.succeed() is None, "what has no id is not answered"
    assert isinstance(spoken.hear({"type": "publish", "camera": True}), Publish)
    spoken.dialogue.succeed()
    spoken.do({"type": "leave"})

    assert spoken.dialogue.phase is Phase.OVER


@pytest.mark.parametrize(
    "first", [m for m in VALID if m["type"] != "hello"], ids=lambda m: m["type"]
)
def test_nothing_comes_before_hello(first: object) -> None:
    refusal = Spoken().hear(first)

    assert isinstance(refusal, Refusal)
    assert refusal.answer.code == "out-of-turn"
    assert refusal.close is None


BEFORE_JOINING = {"agree_norms", "leave"}


@pytest.mark.parametrize(
    "message", [m for m in IN_THE_ROOM if m["type"] not in BEFORE_JOINING], ids=lambda m: m["type"]
)
def test_what_belongs_into_the_room_waits_for_join(message: object) -> None:
    spoken = Spoken()
    spoken.do(HELLO)

    refusal = spoken.hear(message)

    assert isinstance(refusal, Refusal)
    assert refusal.answer.code == "out-of-turn"


@pytest.mark.parametrize(
    ("before", "twice"),
    [([HELLO], HELLO), ([HELLO, ANSWER], ANSWER), ([HELLO, JOIN], JOIN), ([HELLO, JOIN], HELLO)],
)
def test_what_comes_once_comes_once(before: list[object], twice: object) -> None:
    spoken = Spoken()
    spoken.do(*before)

    refusal = spoken.hear(twice)

    assert isinstance(refusal, Refusal)
    assert refusal.answer.code == "out-of-turn"


def test_the_answer_may_come_after_join() -> None:
    spoken = Spoken()

    spoken.do(HELLO, JOIN, ANSWER)

    assert spoken.dialogue.phase is Phase.JOINED


def test_who_resumes_is_joined_and_still_answers_the_offer() -> None:
    spoken = Spoken()

    spoken.do({"type": "hello", "resume": "r"}, {"type": "publish", "camera": False}, ANSWER)

    assert isinstance(spoken.hear(JOIN), Refusal)


def test_who_comes_by_a_code_is_joined() -> None:
    spoken = Spoken()

    spoken.do({"type": "hello", "code": "K7QXM2P9AB"}, {"type": "publish", "camera": False})

    assert spoken.dialogue.phase is Phase.JOINED


def test_the_network_test_is_for_the_page_before_joining() -> None:
    spoken = Spoken()
    spoken.do(HELLO, ECHO, {**ECHO, "on": False}, ECHO, JOIN)

    refusal = spoken.hear(ECHO)

    assert isinstance(refusal, Refusal)
    assert refusal.answer.code == "out-of-turn"


def test_after_leaving_everything_is_out_of_turn() -> None:
    spoken = Spoken()
    spoken.do(HELLO, JOIN, {"type": "leave"})

    for message in VALID:
        refusal = spoken.hear(message)
        assert isinstance(refusal, Refusal)
        assert refusal.answer.code == "out-of-turn"


def test_a_refused_request_changes_nothing_and_may_be_tried_again() -> None:
    spoken = Spoken()
    spoken.do(HELLO)
    spoken.hear({**JOIN, "id": 7})

    refusal = spoken.dialogue.refuse("bad-name", "say who you are")

    assert (refusal.answer.code, refusal.answer.id, refusal.close) == ("bad-name", 7, None)
    spoken.do(JOIN)


@pytest.mark.parametrize(
    ("code", "close"),
    [("bad-token", 4401), ("absent", 4404), ("draining", 4503), ("room-full", 4400)],
)
def test_a_refused_hello_ends_the_dialogue(code: str, close: int) -> None:
    spoken = Spoken()
    spoken.hear(HELLO)

    refusal = spoken.dialogue.refuse(code, "no")

    assert refusal.close == close
    assert spoken.dialogue.phase is Phase.OVER


def test_an_absent_participant_closes_nothing() -> None:
    spoken = Spoken()
    spoken.do(HELLO, JOIN)
    spoken.hear({"type": "mute", "participant": "p"})

    assert spoken.dialogue.refuse("absent", "nobody").close is None


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xc1",
        b"\x93\x01\x02\x03",
        frame([]),
        frame({}),
        frame({"type": "shout"}),
        frame({"type": "split"}),
        frame({"type": "split", "rooms": [{"participants": "p"}]}),
        frame({"type": "split", "rooms": [{"rooms": [{"people": []}]}]}),
        frame({"type": "split", "rooms": [{}] * 65}),
        frame({"type": "split", "rooms": [{"participants": ["p"] * 257}]}),
        frame({"type": "split", "rooms": [{}], "closes_in": "soon"}),
        frame({"type": "move", "participant": "p", "room": ""}),
        frame({"type": "move", "participant": "p", "room": "x" * 65}),
        frame({"type": "exchange", "participant": "p", "other": "q"}),
        frame({"type": "extend", "seconds": 1e9}),
        frame({"type": "newcomers"}),
        frame({"type": "say", "text": "hello", "to": "room", "rooms": ["r"]}),
        frame({"type": "role_play", "parts": {"p": "lead"}}),
        frame({"type": "deal"}),
        frame({"type": "deal", "count": 2, "size": 2}),
        frame({"type": "deal", "count": 0}),
        frame({"type": "deal", "size": 2, "apart": [["p"]]}),
        frame({"type": "state"}),
        frame({"type": 7}),
        frame({"type": "hello"}),
        frame({"type": "hello", "token": "t", "resume": "r"}),
        frame({"type": "hello", "token": ""}),
        frame({"type": "hello", "token": "t", "code": "c"}),
        frame({"type": "hello", "token": "t", "resume": "r", "code": "c"}),
        frame({"type": "hello", "token": "t" * 5000}),
        frame({"type": "hello", "token": "t", "seat": "x" * 32}),
        frame({"type": "hello", "token": "t", "seat": "ab"}),
        frame({"type": "hello", "token": "t", "admin": True}),
        frame({"type": "hello", "token": "t", "id": -1}),
        frame({"type": "hello", "token": "t", "id": 2**60}),
        frame({"type": "hello", "token": "t", "id": "one"}),
        frame({"type": "join", "name": "Lena"}),
        frame({"type": "join", "name": 1, "microphone": True, "camera": True}),
        frame({"type": "join", "name": "Lena", "microphone": 1, "camera": True}),
        frame({"type": "layout", "tiles": [{}]}),
        frame({"type": "say", "text": "hello"}),
        frame({"type": "say", "text": "hello", "to": ""}),
        frame({"type": "react", "name": "thumbs-up"}),
        frame({"type": "chat_mode", "mode": "loud"}),
        frame({"type": "lock"}),
        frame({"type": "agree_norms", "version": "1"}),
        frame({"type": "ban"}),
        frame({"type": "ask_for_help"}),
        frame({"type": "layout", "tiles": [{"participant": "p", "source": "eye", "height": 1}]}),
        frame(
            {"type": "layout", "tiles": [{"participant": "p", "source": "camera", "height": -1}]}
        ),
        frame(
            {
                "type": "layout",
                "tiles": [{"participant": "p", "source": "camera", "height": 1}] * 200,
            }
        ),
        b"\x91" * 60_000,
        b"\x81\xa4type" + b"\x91" * 60_000,
        '{"type":"hello","token":"t"}',
    ],
)
def test_what_is_no_message_is_refused(message: bytes | str) -> None:
    refusal = Spoken().hear_frame(message)

    assert isinstance(refusal, Refusal)
    assert refusal.answer.code == "bad-message"
    assert len(refusal.answer.message) <= 300


def test_a_bad_message_is_answered_under_its_id() -> None:
    refusal = Spoken().hear({"type": "shout", "id": 12})

    assert isinstance(refusal, Refusal)
    assert refusal.answer.id == 12


def test_the_eighth_bad_message_closes() -> None:
    spoken = Spoken()

    refusals = [spoken.hear({"type": "shout"}) for _ in range(BAD_MESSAGES_MOST)]

    assert [refusal.close for refusal in refusals] == [None] * 7 + [4400]  # type: ignore[attr-defined]


def test_being_out_of_turn_is_no_bad_message() -> None:
    spoken = Spoken()

    for _ in range(3 * BAD_MESSAGES_MOST):
        spoken.hear(JOIN)

    assert spoken.dialogue.phase is Phase.NEW


def test_only_the_sdp_answer_may_be_large() -> None:
    spoken = Spoken()
    spoken.do(HELLO)

    spoken.do({"type": "answer", "sdp": "x" * (ANSWER_LIMIT - 100)})
    refusal = spoken.hear({"type": "publish", "id": 1, "x": "y" * MESSAGE_LIMIT})

    assert isinstance(refusal, Refusal)
    assert refusal.answer.code == "bad-message"


@pytest.mark.parametrize(
    "message",
    [
        {"type": "answer", "sdp": "x" * ANSWER_LIMIT},
        {
            "type": "layout",
            "tiles": [{"participant": "p" * 64, "source": "camera", "height": 1}] * 128,
            "id": 1,
        },
    ],
)
def test_what_is_larger_than_it_may_be_closes(message: dict[str, object]) -> None:
    spoken = Spoken(JSON)
    text = frame(message, JSON)
    assert isinstance(text, str)
    padded = text[0] + " " * max(0, MESSAGE_LIMIT + 1 - len(text)) + text[1:]

    refusal = spoken.hear_frame(padded)

    assert isinstance(refusal, Refusal)
    assert (refusal.answer.code, refusal.close) == ("too-large", 4413)


def test_more_than_fifty_messages_a_second_close() -> None:
    dialogue = Dialogue(MSGPACK, now=0)
    join = frame(JOIN)

    refusals = [dialogue.receive(join, now=1) for _ in range(RATE + 1)]

    assert {r.answer.code for r in refusals[:-1]} == {"out-of-turn"}  # type: ignore[union-attr]
    assert (refusals[-1].answer.code, refusals[-1].close) == ("too-fast", 4429)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "rate"), PACES.items(), ids=lambda kind: getattr(kind, "__name__", kind)
)
def test_what_others_are_shown_has_a_pace_of_its_own(kind: type, rate: int) -> None:
    spoken = Spoken()
    spoken.do(HELLO, JOIN)
    message = next(m for m in VALID if m["type"] == kind.__struct_config__.tag)  # type: ignore[attr-defined]

    def at_once() -> list[object]:
        heard = []
        for _ in range(rate + 1):
            heard.append(spoken.dialogue.receive(frame(message), now=spoken.now))
            if not isinstance(heard[-1], Refusal):
                spoken.dialogue.succeed()
        return heard

    *passed, late = at_once()
    assert not any(isinstance(each, Refusal) for each in passed)
    assert isinstance(late, Refusal)
    assert (late.answer.code, late.close) == ("too-often", None)
    spoken.now += SECOND
    assert sum(isinstance(each, Refusal) for each in at_once()) == 1


def test_pings_count_as_messages() -> None:
    dialogue = Dialogue(MSGPACK, now=0)

    heard = [dialogue.heard(now=1) for _ in range(RATE + 1)]

    assert heard[:-1] == [None] * RATE
    assert heard[-1] is not None
    assert heard[-1].close == 4429


def test_fifty_a_second_for_ever_are_welcome() -> None:
    dialogue = Dialogue(MSGPACK, now=0)

    codes = {dialogue.receive(frame(JOIN), now=n * SECOND // RATE).answer.code for n in range(500)}  # type: ignore[union-attr]

    assert codes == {"out-of-turn"}


@settings(max_examples=300)
@given(st.binary(max_size=300), st.sampled_from([MSGPACK, JSON]))
def test_no_frame_makes_it_raise(data: bytes, wire: Wire) -> None:
    spoken = Spoken(wire)
    spoken.hear_frame(data)
    text = Spoken(wire)
    text.hear_frame(data.decode("utf-8", "replace"))


_leaf = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=8)
_json = st.recursive(_leaf, lambda inner: st.lists(inner, max_size=3), max_leaves=6)
_maps = st.dictionaries(
    st.sampled_from(
        ["type", "id", "token", "resume", "sdp", "name", "microphone", "tiles", "participant"]
    ),
    _json | st.sampled_from([str(message["type"]) for message in VALID]),
    max_size=5,
)


class Talk(RuleBasedStateMachine):
    """A browser that says anything at any time, to a server that answers as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.spoken = Spoken()
        self.next_id = 0
        self.asked = 0
        self.answers: list[int] = []
        self.pending = False
        self.joined = False
        self.greeted = False

    def _say(self, message: dict[str, object]) -> None:
        self.next_id += 1
        self.asked += 1
        outcome = self.spoken.hear({**message, "id": self.next_id})
        if isinstance(outcome, Refusal):
            assert outcome.answer.id is not None
            self.answers.append(outcome.answer.id)
            return
        kind = type(outcome)
        assert (kind is Hello) is not self.greeted, "hello is first and comes once"
        if (
            not isinstance(outcome, Hello | Answer | Join | Echo)
            and message["type"] not in BEFORE_JOINING
        ):
            assert self.joined, "in the room only after joining"
        self.pending = True

    @precondition(lambda self: not self.pending)
    @rule(message=st.sampled_from(VALID))
    def something_that_makes_sense(self, message: dict[str, object]) -> None:
        self._say(message)

    @precondition(lambda self: not self.pending)
    @rule(message=_maps)
    def something_that_hardly_does(self, message: dict[str, object]) -> None:
        self.next_id += 1
        self.asked += 1
        outcome = self.spoken.hear({**message, "id": self.next_id})
        if isinstance(outcome, Refusal):
            self.answers.append(self.next_id)
        else:
            self.pending = True

    @precondition(lambda self: not self.pending)
    @rule(data=st.binary(max_size=40))
    def noise(self, data: bytes) -> None:
        outcome = self.spoken.hear_frame(data)
        if not isinstance(outcome, Refusal):
            self.spoken.dialogue.refuse("not-allowed", "no")

    @precondition(lambda self: self.pending)
    @rule()
    def it_takes_effect(self) -> None:
        before = self.spoken.dialogue.phase
        done = self.spoken.dialogue.succeed()
        self.pending = False
        assert done is not None
        self.answers.append(done.id)
        after = self.spoken.dialogue.phase
        self.greeted = self.greeted or before is Phase.NEW
        self.joined = self.joined or after is Phase.JOINED

    @precondition(lambda self: self.pending)
    @rule(code=st.sampled_from(["bad-token", "absent", "bad-name", "room-full", "not-allowed"]))
    def it_is_refused(self, code: str) -> None:
        refusal = self.spoken.dialogue.refuse(code, "no")
        self.pending = False
        assert refusal.answer.id is not None
        self.answers.append(refusal.answer.id)
        self.greeted = self.greeted or refusal.close is not None

    @invariant()
    def every_id_has_one_answer_at_most(self) -> None:
        assert len(self.answers) == len(set(self.answers))
        assert len(self.answers) + self.pending == self.asked


TestTalk = Talk.TestCase

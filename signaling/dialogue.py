"""The dialogue of one socket, as a machine: frames in, requests and answers out.

    NEW ──hello──▶ GREETED ──join──▶ JOINED ──leave──▶ OVER
                      │  answer, once, in either  │

Whoever returns by `resume`, or comes by `code`, is joined as soon as they are greeted.  `echo` is
for those who are greeted alone.  The machine moves only when a request has taken effect: a refused
one changes nothing and may be tried again.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from signaling import closing
from signaling.allowance import RATE, Allowance
from signaling.answers import Colliding, Done, Refused
from signaling.errors import (
    BadMessage,
    OutOfTurn,
    SignalingError,
    TooFast,
    TooLarge,
    TooOften,
)
from signaling.fields import MESSAGE_LIMIT
from signaling.messages import (
    ANSWER_LIMIT,
    AgreeNorms,
    Answer,
    Echo,
    Hello,
    Join,
    Leave,
    Message,
)
from signaling.wire import Wire

BAD_MESSAGES_MOST: Final = 8
"""Enough for a newer page that tries what we do not know; nobody guesses their way in with it."""

SENTENCE_LENGTH: Final = 300
"""A decoder's complaint may quote what it was given."""


class Phase(Enum):
    NEW = auto()
    GREETED = auto()
    JOINED = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer in the negative; with `close`, the last one."""

    answer: Refused
    close: int | None = None


class Dialogue:
    """What one browser may say next, and what it is told.

    The caller settles each request, by `succeed` or `refuse`, before it receives the next frame:
    then every message that has an `id` is answered exactly once.
    """

    def __init__(self, wire: Wire, *, now: int) -> None:
        self.phase = Phase.NEW
        self._wire = wire
        self._allowance = Allowance(now=now)
        self._answered = False
        self._bad = 0
        self._open: Message | None = None

    def go_by(self, allowance: Allowance) -> None:
        """Count from now on what this person says, whichever socket they say it on."""
        self._allowance = allowance

    def receive(self, frame: bytes | str, *, now: int) -> Message | Refusal:
        """Return the request in `frame`, or why there is none.  `now` is in nanoseconds."""
        assert self._open is None, "the request before this one is not settled"
        try:
            if not self._allowance.take(now=now):
                raise TooFast(f"more than {RATE} messages a second")
            message = self._read(frame)
        except SignalingError as refusal:
            return self._refusal(refusal, self._wire.request_id(frame))
        try:
            self._check_turn(message)
            self._check_pace(message, now)
        except (OutOfTurn, TooOften) as refusal:
            return self._refusal(refusal, message.id)
        self._open = message
        return message

    def heard(self, *, now: int) -> Refusal | None:
        """Count a frame that is no message: pings cost their answer too."""
        if self._allowance.take(now=now):
            return None
        return self._refusal(TooFast(f"more than {RATE} frames a second"), None)

    def succeed(self) -> Done | None:
        """Move on: the open request has taken effect.  Return the answer, if one is wanted."""
        message = self._settle()
        match message:
            case Hello(token=token):
                self.phase = Phase.JOINED if token is None else Phase.GREETED
            case Answer():
                self._answered = True
            case Join():
                self.phase = Phase.JOINED
            case Leave():
                self.phase = Phase.OVER
            case _:
                pass
        return None if message.id is None else Done(id=message.id)

    def refuse(self, code: str, sentence: str, colliding: tuple[Colliding, ...] = ()) -> Refusal:
        """Stay: the open request was refused with `code`."""
        message = self._settle()
        answer = Refused(code, sentence[:SENTENCE_LENGTH], message.id, colliding)
        close = closing.CLOSES.get(code)
        if isinstance(message, Hello):
            close = closing.of_greeting(code)
        return self._end(Refusal(answer, close))

    def _read(self, frame: bytes | str) -> Message:
        # A character is at least a byte, so the cheap length is a bound from below.
        if len(frame) > ANSWER_LIMIT:
            raise TooLarge(f"more than {ANSWER_LIMIT} bytes")
        message = self._wire.decode(frame)
        if len(frame) > MESSAGE_LIMIT and not isinstance(message, Answer):
            raise TooLarge(f"more than {MESSAGE_LIMIT} bytes")
        return message

    def _check_turn(self, message: Message) -> None:
        match self.phase, message:
            case Phase.NEW, Hello():
                return
            case ((Phase.GREETED | Phase.JOINED), Answer()) if not self._answered:
                return
            case Phase.GREETED, (Join() | Leave() | Echo() | AgreeNorms()):
                return
            case Phase.JOINED, message if not isinstance(message, Hello | Answer | Join | Echo):
                return
        kind = type(message).__struct_config__.tag
        raise OutOfTurn(f"`{kind}` cannot come now")

    def _check_pace(self, message: Message, now: int) -> None:
        if not self._allowance.take_for(message, now=now):
            raise TooOften("not so many at once: try again in a moment")

    def _refusal(self, refusal: SignalingError, request: int | None) -> Refusal:
        answer = Refused(code=refusal.code, message=str(refusal)[:SENTENCE_LENGTH], id=request)
        close = closing.CLOSES.get(refusal.code)
        if isinstance(refusal, BadMessage):
            self._bad += 1
            close = closing.BAD_MESSAGES if self._bad >= BAD_MESSAGES_MOST else None
        return self._end(Refusal(answer, close))

    def _end(self, refusal: Refusal) -> Refusal:
        if refusal.close is not None:
            self.phase = Phase.OVER
        return refusal

    def _settle(self) -> Message:
        assert self._open is not None, "there is no open request"
        message, self._open = self._open, None
        return message

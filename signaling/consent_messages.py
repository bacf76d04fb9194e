"""What a browser may ask about consent (docs/protocol.md): closed shapes, like all messages.

Bytes travel as they are in MessagePack, and as base64 in JSON.
"""

from typing import Annotated, Final

from msgspec import Meta, Struct

from consent.erase import Erase
from consent.flag import Answer
from consent.ids import AskId
from consent.terms import RETENTION, Scope, Tracks, Viewer
from signaling.fields import RequestId

MOST_VIEWERS: Final = 8
"""There are three kinds; a page that names one twice means no harm."""

Ask = Annotated[AskId, Meta(min_length=1, max_length=64)]
Bytes = Annotated[bytes, Meta(max_length=256)]
"""Longer than any key, digest or signature: the consent package says what is wrong with one."""

Until = Annotated[float, Meta(ge=0, le=2**40)]
"""Session time; far beyond anybody's life, and near enough to count in milliseconds."""

Days = Annotated[int, Meta(ge=-(2**31), le=2**31)]
"""Likewise: what is too long is `bad-terms`, with a sentence."""

Viewers = Annotated[tuple[Viewer, ...], Meta(max_length=MOST_VIEWERS)]


class BindKey(Struct, frozen=True, forbid_unknown_fields=True, tag="bind_key"):
    """By this key the page signs, should anybody ask."""

    key: Bytes
    id: RequestId | None = None


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """What people are asked to agree to, here and in the HTTP API."""

    scope: Scope
    tracks: Tracks = Tracks.EVERYONE
    until: Until | None = None
    retention: Days = RETENTION
    viewers: Viewers = (Viewer.FACILITATORS,)


class AskToRecord(Question, frozen=True, forbid_unknown_fields=True, tag="ask_to_record"):
    """Ask everyone; nothing is recorded before all have said yes."""

    id: RequestId | None = None


class StopRecording(Struct, frozen=True, forbid_unknown_fields=True, tag="stop_recording"):
    """End it, or take the question back."""

    scope: Scope
    id: RequestId | None = None


class AnswerConsent(Struct, frozen=True, forbid_unknown_fields=True, tag="answer_consent"):
    """One's own answer.  Digest and signature are for a yes."""

    ask: Ask
    answer: Answer
    digest: Bytes = b""
    signature: Bytes = b""
    id: RequestId | None = None


class WithdrawConsent(Struct, frozen=True, forbid_unknown_fields=True, tag="withdraw_consent"):
    """Take one's yes back, at once; it may be said again, to erase what one did not before."""

    scope: Scope
    erase: Erase = Erase.NONE
    id: RequestId | None = None


class AskReceipts(Struct, frozen=True, forbid_unknown_fields=True, tag="ask_receipts"):
    """Be told one's own part of the ledger."""

    id: RequestId | None = None


ConsentMessage = (
    BindKey | AskToRecord | StopRecording | AnswerConsent | WithdrawConsent | AskReceipts
)

"""Whether a session may be recorded, as an API key's holder may ask, stop and be told.

Nobody is answered for: there is no call that gives, refuses or withdraws, and none that tells what
anybody answered.
"""

from typing import Final

from msgspec import Struct

from consent.ids import AskId
from consent.terms import Scope
from node.consent_view import ConsentView
from signaling.api.call import Call
from signaling.api.rooms import found
from signaling.api.route import Route
from signaling.api.session import SESSION, Nothing
from signaling.consent_messages import Question
from signaling.problem import ProblemRaised
from signaling.requests import terms

RECORDING: Final = f"{SESSION}/recording"


class Put(Struct, frozen=True):
    """The question as it was put: its recording, should there be one, has the same id."""

    ask: AskId


class Stop(Struct, frozen=True, forbid_unknown_fields=True):
    scope: Scope


async def get_consent(call: Call) -> ConsentView:
    await found(call)
    view = call.house.node.consent_view(call.room)
    if view is None:
        raise ProblemRaised("absent", "Nobody is in this room.")
    return view


async def ask_to_record(call: Call) -> Put:
    await found(call)
    return Put(await call.house.node.consent(call.room).ask(terms(call.body)))


async def stop_recording(call: Call) -> Nothing:
    await found(call)
    await call.house.node.consent(call.room).stop(call.body.scope)
    return Nothing()


ROUTES: Final = (
    Route(
        "GET",
        f"{SESSION}/consent",
        get_consent,
        "Look at what is asked, what came of it, and whether it is recorded",
        answer=ConsentView,
        refusals=("absent",),
    ),
    Route(
        "POST",
        f"{RECORDING}/ask",
        ask_to_record,
        "Ask everyone whether it may be recorded",
        body=Question,
        answer=Put,
        status=201,
        refusals=(
            "absent",
            "already-asked",
            "too-soon",
            "out-of-turn",
            "bad-terms",
            "ledger-broken",
            "recorder-unavailable",
            "journal-unavailable",
        ),
    ),
    Route(
        "POST",
        f"{RECORDING}/stop",
        stop_recording,
        "End a recording, or take the question back",
        body=Stop,
        answer=Nothing,
        refusals=("absent",),
    ),
)

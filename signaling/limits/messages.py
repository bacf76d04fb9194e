"""How much a person may say, over their socket and over HTTP."""

from typing import Final

from rooms.transcript import MOST_BYTES, MOST_MESSAGES
from sfu.answer import LENGTH_MOST
from signaling.allowance import PACES, RATE
from signaling.api.endpoint import BODY_LIMIT
from signaling.dialogue import BAD_MESSAGES_MOST
from signaling.fields import MESSAGE_LIMIT
from signaling.inbound import AHEAD_MOST
from signaling.limits.limit import KIB, NOTHING, PATIENCE, REFUSALS, Limit
from signaling.messages import ANSWER_LIMIT
from signaling.talk_messages import React, Say

MESSAGES: Final = (
    Limit(
        "messages of a person in a second",
        str(RATE),
        "a page that drags a layout around sends about ten; counted over all their sockets",
        "the socket closes, and the place is held",
        REFUSALS,
        "too-fast",
    ),
    Limit(
        "reactions, and chat messages, of a person in a second",
        f"{PACES[React]}, and {PACES[Say]}",
        "enough for a quick hand, too few to disturb a group",
        "that message is refused",
        REFUSALS,
        "too-often",
    ),
    Limit(
        "bytes of a message",
        f"{MESSAGE_LIMIT // KIB} KiB; with the SDP answer {ANSWER_LIMIT // KIB} KiB",
        "the largest that our page sends is a plan of breakouts",
        "the socket closes",
        REFUSALS,
        "too-large",
    ),
    Limit(
        "bytes of an SDP answer",
        f"{LENGTH_MOST // KIB} KiB",
        "the longest browser writes 25 KiB",
        "refused",
        REFUSALS,
        "bad-answer",
    ),
    Limit(
        "messages that are none, on a socket",
        str(BAD_MESSAGES_MOST),
        "a newer page may try what we do not know",
        "the socket closes",
        REFUSALS,
        "bad-message",
    ),
    Limit(
        "seconds until the first message",
        f"{PATIENCE.hello:g}",
        "the page has it ready when it dials",
        "the socket closes",
        REFUSALS,
        "hello-timeout",
    ),
    Limit(
        "messages read ahead of the one that is carried out",
        str(AHEAD_MOST),
        "a withdrawal is heeded before its turn; everything else may wait in the browser",
        "the connection is not read on until there is space",
        NOTHING,
    ),
    Limit(
        "bytes of a body over HTTP",
        f"{BODY_LIMIT // KIB} KiB",
        "nothing that is asked for is longer",
        "refused",
        REFUSALS,
        "too-large",
    ),
    Limit(
        "messages of a chat",
        f"{MOST_MESSAGES}, and {MOST_BYTES // KIB} KiB",
        "two hours of four a minute",
        "the oldest go",
        NOTHING,
    ),
)

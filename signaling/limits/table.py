"""All limits, in one table.

The numbers are their owners'.  What the operator may set is here as a setting's name with its
default; `docs/limits.md` is this table, and a test holds the two together.
"""

from typing import Final

from signaling.limits.front_door import FRONT_DOOR
from signaling.limits.messages import MESSAGES
from signaling.limits.packets import PACKET_PATH
from signaling.limits.people import PEOPLE
from signaling.limits.relay import RELAY

LIMITS: Final = (*PEOPLE, *MESSAGES, *FRONT_DOOR, *PACKET_PATH, *RELAY)


def table() -> str:
    """Return them as a table in Markdown."""
    head = "| what | at most | why | above it | counted by |\n| --- | --- | --- | --- | --- |\n"
    return head + "".join(limit.row for limit in LIMITS)

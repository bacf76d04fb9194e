"""The gate: whether a room may be recorded at this moment.

It fails closed.  Absence of an answer is absence of consent.
"""

from collections.abc import Collection

from consent.consents import Consents, Flag
from rooms.participant import Participant
from rooms.role import Role


def is_open(consents: Consents, who: Collection[Participant]) -> bool:
    """Return whether all of `who`, everyone who is or can speak in the room, have said yes.

    Someone dropped shuts it while their place is held.  A room without a facilitator and one
    other person is shut, and so is an empty one.
    """
    return (
        consents.settled
        and len(who) > 1
        and any(person.role is Role.FACILITATOR for person in who)
        and all(person.present and consents.flags.get(person.id) is Flag.GIVEN for person in who)
    )

"""Open rooms: which can be named in a request."""

from rooms.errors import Absent, OutOfTurn
from rooms.ids import SpaceId
from rooms.session import Session


def check_open(session: Session, space: SpaceId) -> None:
    """Refuse unless it is the main room or a breakout.

    A side room is named only to merge it: nobody goes there, hears there or is heard there from
    outside.
    """
    if space == session.main:
        return
    if space not in session.breakouts.spaces:
        raise Absent("there is no such room")
    if session.breakouts.is_side(space):
        raise OutOfTurn("a side room is only for those who are in it")

"""Who holds a place: from what somebody can show to the pass of that place's owner."""

from dataclasses import replace

from node.host import SessionHost
from node.passes import Pass
from rooms.participant import Participant


def known(host: SessionHost, pass_: Pass) -> Pass:
    """Return the pass under the name of the place that is still held for its owner."""
    session = host.live.session
    place = session.place_of(pass_.identity)
    held = None if place is None else session.participants.get(place)
    if held is None or held.role is not pass_.role:
        return pass_
    return replace(pass_, name=held.name)


def holds(host: SessionHost, pass_: Pass) -> bool:
    """Return whether this person has a place, or waits for one."""
    return host.live.session.place_of(pass_.identity) is not None


def holder(host: SessionHost, resume: str) -> Pass | None:
    """Return the pass of whoever's place this secret leads to."""
    live = host.live
    owner = live.resumes.owner_of(resume)
    held = None if owner is None else live.session.participants.get(owner)
    return None if held is None else pass_of(host, held)


def pass_of(host: SessionHost, held: Participant) -> Pass:
    return Pass(host.room, held.role, held.identity, held.name, held.private_name)

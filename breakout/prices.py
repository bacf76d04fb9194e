"""Prices for parties, such that no room costs less than what those in it pay together.

They solve the dual of set partitioning, roughly: what all pay together is a lower bound for every
deal, and the nearer it is to the best, the less there is to search.  Since every deal has the same
number of bigger rooms, these may have a price of their own.
"""

from collections.abc import Sequence

from breakout.candidates import Candidate


def pay(people: Sequence[int], rooms: Sequence[Candidate]) -> None:
    """Take from each room's cost what is paid for in every deal alike, and leave the excess.

    Everyone pays their share of the cheapest of the smaller rooms they may be in; then what all
    bigger ones have in common is paid; then each pays what their rooms still have in common.
    """
    shares: dict[int, int] = {}
    for room in rooms:
        if not room.bigger:
            share = room.cost // sum(people[party] for party in room.parties)
            for party in room.parties:
                shares[party] = min(share, shares.get(party, share))
    for room in rooms:
        room.cost -= sum(people[party] * shares.get(party, 0) for party in room.parties)
    _take([room for room in rooms if room.bigger])
    rooms_of: list[list[Candidate]] = [[] for _ in people]
    for room in rooms:
        for party in room.parties:
            rooms_of[party].append(room)
    for its_rooms in rooms_of:
        _take(its_rooms)


def _take(rooms: Sequence[Candidate]) -> None:
    common = min((room.cost for room in rooms), default=0)
    if common:
        for room in rooms:
            room.cost -= common

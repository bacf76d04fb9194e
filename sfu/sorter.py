"""Shows each datagram to whoever understands it, and to nobody else."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sfu.demux import Traffic, classify
from sfu.edge_counts import EdgeCount
from sfu.ice_table import IceTable
from sfu.ids import Datagram
from sfu.roster import Roster

_MEDIA: Final = Traffic.MEDIA
"""To look a member up in its class costs more than the rest of the test."""
_UNSPEAKABLE: Final = {Traffic.RUNT: EdgeCount.RUNT, Traffic.FOREIGN: EdgeCount.FOREIGN}
_FROM_STRANGER: Final = {
    Traffic.MEDIA: EdgeCount.MEDIA_FROM_STRANGER,
    Traffic.DTLS: EdgeCount.DTLS_FROM_STRANGER,
}


class Sorter:
    """Anybody may send checks; all else counts only from where a check has passed."""

    def __init__(self, ice: IceTable, roster: Roster, counters: Counter[EdgeCount]) -> None:
        self._ice: Final = ice
        self._roster: Final = roster
        self._counters: Final = counters

    def sort(self, datagrams: Sequence[Datagram], now: float) -> list[Datagram]:
        """Hand out checks and handshakes; return the media, which goes on in one batch."""
        media: list[Datagram] = []
        trusted = self._ice.endpoints
        for datagram in datagrams:
            data, address = datagram
            traffic = classify(data)
            if traffic is _MEDIA and address in trusted:
                media.append(datagram)
            elif traffic is Traffic.STUN:
                self._ice.receive(datagram, now)
            elif traffic in _UNSPEAKABLE:
                self._counters[_UNSPEAKABLE[traffic]] += 1
            elif address not in trusted:
                self._counters[_FROM_STRANGER[traffic]] += 1
            else:
                self._roster[trusted[address]].associations.receive(data, address)
        return media

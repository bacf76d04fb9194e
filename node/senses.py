"""The senses: who is heard to speak, and whose network is seen to lose much."""

from collections.abc import Mapping
from dataclasses import replace

from node import network as networks
from node import speech
from node.live import Live
from node.network import Network
from node.speech import Speech
from node.turn import Rewiring
from node.wiring import Wiring
from sfu.ids import EndpointId, Source, TrackId


class Senses:
    """Each step returns what is to be wired otherwise, or None if nobody would notice anything."""

    def __init__(self) -> None:
        self._speech = Speech()
        self._network = Network()

    def hear(self, live: Live, wiring: Wiring, voices: Mapping[TrackId, int]) -> Rewiring | None:
        """Take how loud everybody is, once per `speech.TICK`."""
        tracks = {
            id_: TrackId(wiring.lines[id_].endpoint, Source.MICROPHONE)
            for id_, person in live.session.participants.items()
            if person.devices.microphone and id_ in wiring.lines
        }
        heard = {id_: voices[track] for id_, track in tracks.items() if track in voices}
        before = self._speech.speakers
        self._speech = speech.hear(self._speech, heard)
        return None if self._speech.speakers == before else self._listened

    def judge(
        self, live: Live, wiring: Wiring, losses: Mapping[EndpointId, float]
    ) -> Rewiring | None:
        """Take how much everybody's network loses, once per `network.TICKS`."""
        here = {
            id_: line.endpoint
            for id_, line in wiring.lines.items()
            if id_ in live.session.participants
        }
        lost = {id_: losses[endpoint] for id_, endpoint in here.items() if endpoint in losses}
        before = self._network.weak
        self._network = networks.look(self._network, lost, here)
        return None if self._network.weak == before else self._judged

    def _listened(self, live: Live, wiring: Wiring) -> Wiring:
        del live
        return replace(wiring, speakers=self._speech.speakers)

    def _judged(self, live: Live, wiring: Wiring) -> Wiring:
        del live
        return replace(wiring, weak=self._network.weak)

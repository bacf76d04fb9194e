"""The helpline: asking for help, and seeing to those who asked."""

from collections.abc import Callable, Sequence

from node.host import SessionHost
from node.live import Live
from node.passing import HelpWorded
from node.turn import Happening
from rooms import helping, texts
from rooms.ids import ParticipantId


class Helpline:
    """That someone asked is written down, so that a restart forgets nobody; their word never is."""

    def __init__(self, host: SessionHost, me: Callable[[], ParticipantId]) -> None:
        self._host = host
        self._me = me

    async def ask(self, *, quiet: bool, word: str | None = None) -> None:
        """Ask, perhaps with a word; one that comes later is added to the request there is."""
        cleaned = texts.clean_word(word)

        def ask(live: Live, now: float) -> Sequence[Happening]:
            me = self._me()
            asked = helping.ask(live.session, me, quiet=quiet, now=now)
            changed = bool(asked) or cleaned is not None
            return [*asked, HelpWorded(me, cleaned)] if changed else []

        await self._host.submit(ask)

    async def claim(self, participant: ParticipantId) -> None:
        """Say that one will see to it."""
        await self._host.submit(
            lambda live, _: helping.claim(live.session, participant, by=self._me())
        )

    async def end(self, participant: ParticipantId | None = None) -> None:
        """End someone's request, or one's own."""

        def end(live: Live, _: float) -> Sequence[Happening]:
            me = self._me()
            return helping.end(live.session, participant or me, by=me)

        await self._host.submit(end)

"""The word that may come with a request for help: in memory only, and gone with the request."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rooms.helping import for_viewer
from rooms.ids import ParticipantId
from rooms.session import Session


@dataclass(frozen=True, slots=True)
class HelpWords:
    """At most one word for each open request, as `texts.clean_word` leaves it."""

    words: Mapping[ParticipantId, str] = field(default_factory=dict)

    def said(self, participant: ParticipantId, word: str | None) -> "HelpWords":
        """Take what came with a request; one that comes without a word has none."""
        others = {asker: said for asker, said in self.words.items() if asker != participant}
        return HelpWords(others if word is None else {**others, participant: word})

    def kept(self, session: Session) -> "HelpWords":
        """Forget the words of requests that are over; to be called after every turn."""
        return HelpWords(
            {asker: word for asker, word in self.words.items() if asker in session.help}
        )

    def for_viewer(self, session: Session, viewer: ParticipantId) -> Mapping[ParticipantId, str]:
        """Return the words of the requests that `viewer` may know of."""
        known = for_viewer(session, viewer)
        return {asker: word for asker, word in self.words.items() if asker in known}

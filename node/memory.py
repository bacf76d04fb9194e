"""What a session remembers and never writes down: gone with it, and with the process."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from node.codes import Codes
from node.passing import CodeGiven, CodeUsed, HelpWorded, MessageWritten
from node.turn import Happening
from rooms.help_words import HelpWords
from rooms.session import Session
from rooms.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Memory:
    """Bounded in each of its parts."""

    transcript: Transcript = field(default_factory=Transcript)
    words: HelpWords = field(default_factory=HelpWords)
    codes: Codes = field(default_factory=Codes)

    def after(self, happened: Iterable[Happening], session: Session) -> "Memory":
        """Return what is remembered once that has happened, and the session is as given."""
        memory = self
        for each in happened:
            match each:
                case MessageWritten(message):
                    memory = replace(memory, transcript=memory.transcript.said(message))
                case HelpWorded(participant, word):
                    memory = replace(memory, words=memory.words.said(participant, word))
                case CodeGiven(participant, code, expires_at):
                    codes = memory.codes.given(participant, code, expires_at=expires_at)
                    memory = replace(memory, codes=codes)
                case CodeUsed(participant):
                    memory = replace(memory, codes=memory.codes.without(participant))
                case _:
                    pass
        return replace(
            memory,
            words=memory.words.kept(session),
            codes=memory.codes.kept(session.participants),
        )

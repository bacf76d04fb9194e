"""What was written is shown to whoever could read it then, within bounds, oldest out."""

from hypothesis import given
from hypothesis import strategies as st

from rooms.ids import MessageId
from rooms.message import Message, Whom
from rooms.role import Role
from rooms.texts import LONGEST
from rooms.transcript import MOST_BYTES, MOST_MESSAGES, Transcript
from tests.unit.rooms.sitting import person


def message(number: int, text: str = "Hello", sender: str = "Birch", *readers: str) -> Message:
    return Message(
        id=MessageId(f"m{number}"),
        sender=person(sender),
        name=sender,
        role=Role.CLIENT,
        to=Whom.FACILITATORS,
        text=text,
        at=float(number),
        readers=frozenset(person(reader) for reader in readers),
    )


def written(*messages: Message) -> Transcript:
    transcript = Transcript()
    for each in messages:
        transcript = transcript.said(each)
    return transcript


def test_everyone_is_shown_their_own_and_what_was_for_them() -> None:
    to_lena, to_birch = message(1, "1", "Birch", "Lena"), message(2, "2", "Lena", "Birch", "Fern")
    transcript = written(to_lena, to_birch)
    assert transcript.for_viewer(person("Birch")) == (to_lena, to_birch)
    assert transcript.for_viewer(person("Lena")) == (to_lena, to_birch)
    assert transcript.for_viewer(person("Fern")) == (to_birch,)
    assert transcript.for_viewer(person("Moss")) == ()


def test_the_oldest_messages_are_forgotten() -> None:
    transcript = written(*(message(number) for number in range(MOST_MESSAGES + 2)))
    assert len(transcript.messages) == MOST_MESSAGES
    assert transcript.messages[0].id == "m2"


def test_long_messages_are_forgotten_sooner() -> None:
    longest = "\U0001f33f" * LONGEST
    fitting = MOST_BYTES // (4 * LONGEST)
    transcript = written(*(message(number, longest) for number in range(fitting + 3)))
    assert [each.id for each in transcript.messages] == [f"m{n}" for n in range(3, fitting + 3)]


@given(st.lists(st.integers(1, LONGEST), max_size=60), st.sampled_from("x\u00e9\u20ac\U0001f33f"))
def test_it_is_never_larger_than_it_may_be_and_counts_what_it_has(
    lengths: list[int], letter: str
) -> None:
    transcript = written(*(message(n, letter * length) for n, length in enumerate(lengths)))
    assert transcript.size == sum(len(each.text.encode()) for each in transcript.messages)
    assert transcript.size <= MOST_BYTES
    assert bool(transcript.messages) is bool(lengths)

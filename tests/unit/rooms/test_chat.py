"""Who may write to whom, in every mode; nothing is said that nobody reads, or across a wall."""

from dataclasses import replace

import pytest

from rooms import chat
from rooms.chat_mode import ChatMode
from rooms.errors import Absent, BadText, NotAllowed, OutOfTurn
from rooms.events import ChatModeSwitched
from rooms.ids import MessageId, SpaceId
from rooms.message import Message, To, Whom
from rooms.role import Role
from tests.unit.rooms.sitting import Sitting, person, told

NOT_ALLOWED = "not-allowed"
ABSENT = "absent"

Reading = set[str] | str
"""Who reads it, or the code of the refusal."""


@pytest.fixture
def sitting() -> Sitting:
    """Two facilitators and two clients and an observer in the main room, a client in a pair, one
    at the door."""
    sitting = Sitting(lobby=True)
    for name in ("Lena", "Max"):
        sitting.facilitator(name)
    for name in ("Birch", "Fern", "Wren"):
        sitting.enter(name, expected=True)
    sitting.enter("Olga", Role.OBSERVER, expected=True)
    sitting.enter("Knock")
    apart = replace(sitting.of("Wren"), space=SpaceId("pair"))
    session = sitting.session
    sitting.session = replace(session, participants={**session.participants, apart.id: apart})
    return sitting


def reading(sitting: Sitting, sender: str, to: To) -> Reading:
    try:
        return set(chat.audience(sitting.session, person(sender), to))
    except (NotAllowed, Absent) as refusal:
        return refusal.code


LEADING = {"Lena", "Max"}

# In every mode: from whom, to whom, and who reads it.
ALWAYS: list[tuple[str, To, Reading]] = [
    ("Lena", Whom.FACILITATORS, {"Max"}),
    ("Lena", Whom.ROOM, {"Max", "Birch", "Fern", "Olga"}),
    ("Lena", Whom.EVERYONE, {"Max", "Birch", "Fern", "Olga", "Wren"}),
    ("Lena", Whom.LOBBY, {"Knock"}),
    ("Lena", person("Max"), {"Max"}),
    ("Lena", person("Birch"), {"Birch"}),
    ("Lena", person("Wren"), {"Wren"}),
    ("Lena", person("Olga"), {"Olga"}),
    ("Lena", person("Knock"), {"Knock"}),
    ("Lena", person("Lena"), ABSENT),
    ("Lena", person("Nobody"), ABSENT),
    ("Knock", Whom.FACILITATORS, LEADING),
    ("Knock", person("Max"), {"Max"}),
    ("Knock", person("Birch"), ABSENT),
    ("Knock", person("Nobody"), ABSENT),
    ("Knock", Whom.ROOM, NOT_ALLOWED),
    ("Knock", Whom.EVERYONE, NOT_ALLOWED),
    ("Knock", Whom.LOBBY, NOT_ALLOWED),
    ("Birch", Whom.LOBBY, NOT_ALLOWED),
    ("Olga", Whom.ROOM, NOT_ALLOWED),
    ("Olga", Whom.EVERYONE, NOT_ALLOWED),
    ("Olga", Whom.LOBBY, NOT_ALLOWED),
    ("Olga", person("Birch"), NOT_ALLOWED),
    ("Nobody", Whom.FACILITATORS, ABSENT),
]

# From whom, to whom, and who reads it in mode facilitators, everyone, off.
BY_MODE: list[tuple[str, To, Reading, Reading, Reading]] = [
    ("Birch", Whom.FACILITATORS, LEADING, LEADING, NOT_ALLOWED),
    ("Birch", person("Max"), {"Max"}, {"Max"}, NOT_ALLOWED),
    ("Birch", Whom.ROOM, NOT_ALLOWED, {"Lena", "Max", "Fern", "Olga"}, NOT_ALLOWED),
    ("Birch", Whom.EVERYONE, NOT_ALLOWED, {"Lena", "Max", "Fern", "Olga"}, NOT_ALLOWED),
    ("Birch", person("Fern"), NOT_ALLOWED, {"Fern"}, NOT_ALLOWED),
    ("Birch", person("Olga"), NOT_ALLOWED, {"Olga"}, NOT_ALLOWED),
    ("Birch", person("Wren"), NOT_ALLOWED, ABSENT, NOT_ALLOWED),
    ("Birch", person("Knock"), ABSENT, ABSENT, NOT_ALLOWED),
    ("Birch", person("Nobody"), ABSENT, ABSENT, NOT_ALLOWED),
    ("Wren", Whom.FACILITATORS, LEADING, LEADING, NOT_ALLOWED),
    ("Wren", Whom.ROOM, NOT_ALLOWED, ABSENT, NOT_ALLOWED),
    ("Wren", Whom.EVERYONE, NOT_ALLOWED, LEADING, NOT_ALLOWED),
    ("Olga", Whom.FACILITATORS, LEADING, LEADING, NOT_ALLOWED),
    ("Olga", person("Lena"), {"Lena"}, {"Lena"}, NOT_ALLOWED),
    ("Olga", person("Knock"), ABSENT, ABSENT, NOT_ALLOWED),
]

MODES = (ChatMode.FACILITATORS, ChatMode.EVERYONE, ChatMode.OFF)


def test_clients_write_to_facilitators_unless_a_facilitator_says_otherwise() -> None:
    assert Sitting().session.chat is ChatMode.FACILITATORS


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("sender", "to", "expected"), ALWAYS)
def test_facilitators_the_lobby_and_observers_in_every_mode(
    sitting: Sitting, sender: str, to: To, expected: Reading, mode: ChatMode
) -> None:
    sitting.switch_chat(mode, by="Lena")
    assert reading(sitting, sender, to) == expected


@pytest.mark.parametrize("column", range(3), ids=MODES)
@pytest.mark.parametrize(
    ("sender", "to", "expected"), [(row[0], row[1], row[2:]) for row in BY_MODE]
)
def test_clients_and_observers_by_mode(
    sitting: Sitting, sender: str, to: To, expected: tuple[Reading, ...], column: int
) -> None:
    sitting.switch_chat(MODES[column], by="Lena")
    assert reading(sitting, sender, to) == expected[column]


def test_words_wait_for_whoever_has_dropped(sitting: Sitting) -> None:
    sitting.drop("Lena")
    sitting.drop("Max")
    assert reading(sitting, "Birch", Whom.FACILITATORS) == {"Lena", "Max"}
    assert reading(sitting, "Knock", Whom.FACILITATORS) == {"Lena", "Max"}


def test_nothing_is_written_that_nobody_reads(sitting: Sitting) -> None:
    sitting.leave("Max")
    assert reading(sitting, "Lena", Whom.FACILITATORS) == ABSENT
    sitting.refuse("Knock", by="Lena")
    assert reading(sitting, "Lena", Whom.LOBBY) == ABSENT
    sitting.leave("Lena")
    assert reading(sitting, "Birch", Whom.FACILITATORS) == ABSENT


def test_a_message_says_who_wrote_it_under_which_name(sitting: Sitting) -> None:
    assert chat.write(
        sitting.session,
        person("Birch"),
        Whom.FACILITATORS,
        " Can I go\u202e last? ",
        message=MessageId("m"),
        now=12.5,
    ) == Message(
        id=MessageId("m"),
        sender=person("Birch"),
        name="Birch",
        role=Role.CLIENT,
        to=Whom.FACILITATORS,
        text="Can I go last?",
        at=12.5,
        readers=frozenset({person("Lena"), person("Max")}),
    )


def test_whoever_waits_writes_under_the_name_they_gave(sitting: Sitting) -> None:
    sitting.enter("Knock", name="Rowan")
    message = chat.write(
        sitting.session, person("Knock"), Whom.FACILITATORS, "Hi", message=MessageId("m"), now=1.0
    )
    assert (message.name, message.role) == ("Rowan", Role.CLIENT)


def test_an_empty_message_is_refused(sitting: Sitting) -> None:
    with pytest.raises(BadText):
        chat.write(sitting.session, person("Lena"), Whom.ROOM, " ", message=MessageId("m"), now=1.0)


def test_the_mode_is_switched_once_and_outlasts_a_restart(sitting: Sitting) -> None:
    assert sitting.switch_chat(ChatMode.OFF, by="Lena") == (
        ChatModeSwitched(ChatMode.OFF, person("Lena")),
    )
    assert sitting.switch_chat(ChatMode.OFF, by="Max") == ()
    assert told(sitting.entries).chat is ChatMode.OFF


def test_only_facilitators_and_the_api_switch_the_mode(sitting: Sitting) -> None:
    for name in ("Birch", "Olga"):
        with pytest.raises(NotAllowed):
            sitting.switch_chat(ChatMode.EVERYONE, by=name)
    sitting.switch_chat(ChatMode.EVERYONE, by=None)
    assert sitting.session.chat is ChatMode.EVERYONE


@pytest.fixture
def split() -> Sitting:
    sitting = Sitting()
    sitting.facilitator("Lena")
    sitting.facilitator("Max")
    for name in ("Birch", "Fern", "Moss"):
        sitting.enter(name)
    sitting.split(("Birch",), ("Fern",))
    return sitting


def broadcast(sitting: Sitting, by: str, rooms: list[str] | None) -> set[str]:
    spaces = None if rooms is None else [SpaceId(room) for room in rooms]
    return set(chat.audience(sitting.session, person(by), Whom.BROADCAST, rooms=spaces))


def test_a_broadcast_is_for_all_rooms_or_some_and_the_other_facilitators(split: Sitting) -> None:
    assert broadcast(split, "Lena", None) == {"Max", "Birch", "Fern", "Moss"}
    assert broadcast(split, "Lena", ["oak"]) == {"Max", "Birch"}
    assert broadcast(split, "Lena", ["oak", "main"]) == {"Max", "Birch", "Moss"}
    split.drop("Birch")
    assert "Birch" in broadcast(split, "Lena", ["oak"])


def test_a_broadcast_knows_its_rooms(split: Sitting) -> None:
    for rooms in (None, frozenset({SpaceId("oak")})):
        said = chat.write(
            split.session,
            person("Lena"),
            Whom.BROADCAST,
            "One minute",
            message=MessageId("m"),
            now=1.0,
            rooms=rooms,
        )
        assert said.rooms == rooms


def test_clients_broadcast_nothing_and_rooms_that_are_not_open_are_not_reached(
    split: Sitting,
) -> None:
    split.switch_chat(ChatMode.EVERYONE, by="Lena")
    split.step_aside("Moss", by="Max")
    with pytest.raises(NotAllowed):
        broadcast(split, "Birch", None)
    with pytest.raises(Absent):
        broadcast(split, "Lena", ["yew"])
    with pytest.raises(OutOfTurn):
        broadcast(split, "Lena", ["ash"])


def test_a_client_writes_to_their_own_room_alone(split: Sitting) -> None:
    split.switch_chat(ChatMode.EVERYONE, by="Lena")
    split.move("Moss", "oak")
    audience = chat.audience(split.session, person("Birch"), Whom.ROOM)
    assert audience == {"Moss"}
    assert chat.audience(split.session, person("Lena"), Whom.EVERYONE) == {
        "Max",
        "Birch",
        "Fern",
        "Moss",
    }
    with pytest.raises(Absent):
        chat.audience(split.session, person("Birch"), person("Fern"))

"""A browser that reads slowly misses some in between, never the last, and costs only itself."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from node.outbound import Ended, HelpWord, Message, Muted, Outbound, Speaking
from node.outbox import MOST_WRITTEN, Outbox
from node.state import Recording, State
from rooms.chat_mode import ChatMode
from rooms.ids import MessageId, ParticipantId
from rooms.role import Role


def state(number: int) -> State:
    return State(
        phase="lobby",
        self_=ParticipantId(str(number)),
        participants=(),
        rooms=(),
        lobby=(),
        hold=False,
        locked=False,
        chat_mode=ChatMode.FACILITATORS,
        help=(),
        recording=Recording("off", None, None),
        slots=(),
        norms=None,
    )


def speaking(number: int) -> Speaking:
    return Speaking((ParticipantId(str(number)),))


def written(number: int) -> Message:
    return Message(
        id=MessageId(str(number)),
        sender=ParticipantId("p"),
        name="P",
        role=Role.CLIENT,
        to="facilitators",
        text="",
        at=0.0,
    )


async def drained(outbox: Outbox) -> list[Outbound]:
    outbox.close()
    messages = []
    while (message := await outbox.next()) is not None:
        messages.append(message)
    return messages


messages = st.one_of(
    st.integers(0, 3).map(state),
    st.integers(0, 3).map(speaking),
    st.just(Muted(None)),
)


@given(st.lists(messages))
async def test_however_much_is_said_the_newest_of_each_kind_waits(said: list[Outbound]) -> None:
    outbox = Outbox()
    for message in said:
        outbox.put(message)

    read = await drained(outbox)

    assert {type(m): m for m in read} == {type(m): m for m in said}
    assert len(read) <= 3


async def test_everything_written_is_read_in_order_and_the_oldest_go_when_there_is_too_much() -> (
    None
):
    outbox = Outbox()
    for number in range(MOST_WRITTEN + 7):
        outbox.put(written(number))
        outbox.put(state(number))
    assert isinstance(await outbox.next(), State)

    read = await drained(outbox)

    assert read == [written(number) for number in range(7, MOST_WRITTEN + 7)]


async def test_room_is_made_only_for_what_waits() -> None:
    outbox = Outbox()
    for number in range(2 * MOST_WRITTEN):
        outbox.put(written(number))
        assert await outbox.next() == written(number)


async def test_words_of_several_people_wait_beside_each_other() -> None:
    outbox = Outbox()
    said = [HelpWord(ParticipantId(who), word) for who, word in ["ab", "cd", "ae"]]
    for word in said:
        outbox.put(word)

    assert set(await drained(outbox)) == set(said[1:])


async def test_a_state_that_says_nothing_new_is_not_sent_again() -> None:
    outbox = Outbox()
    outbox.put(state(1))
    assert await outbox.next() == state(1)

    outbox.put(state(1))
    outbox.put(Speaking(()))

    assert await drained(outbox) == []


async def test_the_end_is_the_last_thing_said_and_what_came_before_is_still_read() -> None:
    outbox = Outbox()
    outbox.put(state(1))
    outbox.put(Muted(None))
    outbox.put(Ended("removed"))
    outbox.put(state(2))
    outbox.put(Ended("left"))

    assert await drained(outbox) == [state(1), Muted(None), Ended("removed")]


async def test_a_reader_who_waits_is_woken_by_a_message_and_by_the_close() -> None:
    outbox = Outbox()
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(outbox.next())
        await asyncio.sleep(0)
        outbox.put(state(1))
    assert reading.result() == state(1)

    async with asyncio.TaskGroup() as group:
        reading = group.create_task(outbox.next())
        await asyncio.sleep(0)
        outbox.close()
        outbox.close()
    assert reading.result() is None

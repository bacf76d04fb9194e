"""What is written reaches whom it is for, is there after a return, and is nowhere else, ever."""

import pytest

from node.errors import ChatOff
from node.outbound import HelpWord, Message, Outbound, Reaction
from node.state import State
from node.visit import Visit
from rooms import reaction
from rooms.chat_mode import ChatMode
from rooms.errors import Absent, NotAllowed
from rooms.ids import ParticipantId
from rooms.role import Role
from tests.unit.node.world import ROOM, Hall


def truth(visit: Visit) -> State:
    state = visit._connection._outbox._told[State]
    assert isinstance(state, State)
    return state


def me(visit: Visit) -> ParticipantId:
    return truth(visit).self_


async def told(visit: Visit, kind: type[Outbound]) -> list[Outbound]:
    """Return what waits of that kind, and take everything."""
    found = []
    while visit._connection._outbox._waiting:
        message = await visit.next_message()
        if isinstance(message, kind):
            found.append(message)
    return found


async def texts(visit: Visit) -> list[str]:
    return [message.text for message in await told(visit, Message)]  # type: ignore[union-attr]


async def test_a_client_writes_to_facilitators_and_to_nobody_else(hall: Hall) -> None:
    lena, ada, birch = await hall.lead(), await hall.come("Ada"), await hall.come("Birch")

    await ada.talk.say("may I say something?", to="facilitators")
    with pytest.raises(NotAllowed):
        await ada.talk.say("psst", to=me(birch))

    (message,) = await told(lena, Message)
    assert isinstance(message, Message)
    assert (message.sender, message.name, message.role) == (me(ada), "Ada", Role.CLIENT)
    assert (message.to, message.at) == ("facilitators", hall.clock.now())
    assert await texts(ada) == ["may I say something?"], "whoever writes sees it, with its id"
    assert await texts(birch) == []


async def test_the_chat_has_modes(hall: Hall) -> None:
    lena, ada, birch = await hall.lead(), await hall.come("Ada"), await hall.come("Birch")

    await lena.chair.switch_chat(ChatMode.EVERYONE)
    await ada.talk.say("hello all", to="everyone")
    assert truth(birch).chat_mode is ChatMode.EVERYONE
    assert await texts(birch) == ["hello all"]
    await lena.chair.switch_chat(ChatMode.OFF)
    with pytest.raises(ChatOff):
        await ada.talk.say("and now?", to="facilitators")
    await lena.talk.say("now I speak", to="everyone")
    assert await texts(ada) == ["hello all", "now I speak"]


async def test_facilitators_have_a_channel_of_their_own(hall: Hall) -> None:
    lena, mona, ada = await hall.lead(), await hall.lead("Mona"), await hall.come("Ada")

    await lena.talk.say("watch Ada", to="facilitators")

    assert await texts(mona) == ["watch Ada"]
    assert await texts(ada) == []


async def test_someone_at_the_door_writes_and_is_written_to(hall: Hall) -> None:
    lena = await hall.lead()
    await lena.chair.switch_lobby(on=True)
    ada, birch = await hall.come("Ada"), await hall.come("Birch")

    await lena.talk.say("two minutes", to="lobby")
    await lena.talk.say("are you Ada K.?", to=me(ada))
    await ada.talk.say("yes", to="facilitators")

    assert await texts(ada) == ["two minutes", "are you Ada K.?", "yes"]
    assert await texts(birch) == ["two minutes"]
    assert (await texts(lena))[-1] == "yes"


async def test_whoever_returns_reads_all_that_was_for_them_once_and_in_order(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")
    await lena.talk.say("one", to="everyone")
    await ada.talk.say("two", to="facilitators")
    await ada.close()
    await lena.talk.say("three", to=[p.id for p in truth(lena).participants][1])

    again = await hall.node.revisit(ROOM, ada.welcome.resume)

    assert await texts(again) == ["one", "two", "three"]


async def test_a_new_arrival_reads_nothing_of_before(hall: Hall) -> None:
    lena = await hall.lead()
    await hall.come("Ada")
    await lena.talk.say("one", to="everyone")

    assert await texts(await hall.come("Birch")) == []


async def test_nothing_written_is_in_the_journal_or_in_the_next_session(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")
    written = list(hall.media.effects)

    await ada.talk.say("between us", to="facilitators")
    assert hall.media.effects == written

    await lena.chair.end_session()
    lena = await hall.lead()
    assert await texts(lena) == []


async def test_a_word_nobody_can_read_is_refused(hall: Hall) -> None:
    lena = await hall.lead()

    for to in ("everyone", "lobby", "nobody"):
        with pytest.raises(Absent):
            await lena.talk.say("anyone?", to=to)


async def test_a_reaction_is_seen_by_the_room_and_by_whoever_made_it(hall: Hall) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")
    zoe = await hall.come("Zoe", Role.OBSERVER)

    await ada.gestures.react(reaction.Reaction.NOD)

    for visit in (lena, ada, zoe):
        assert await told(visit, Reaction) == [Reaction(me(ada), reaction.Reaction.NOD)]
    with pytest.raises(NotAllowed):
        await zoe.gestures.react(reaction.Reaction.NOD)


async def test_only_facilitators_and_whoever_asked_know_of_a_request_for_help(hall: Hall) -> None:
    lena, ada, birch = await hall.lead(), await hall.come("Ada"), await hall.come("Birch")

    await ada.helpline.ask(quiet=True, word=" dizzy \n")

    (request,) = truth(lena).help
    assert (request.participant, request.quiet, request.claimed_by) == (me(ada), True, None)
    assert request.asked_at == hall.clock.now()
    assert [each.participant for each in truth(ada).help] == [me(ada)]
    assert truth(birch).help == ()
    assert await told(lena, HelpWord) == [HelpWord(me(ada), "dizzy")]
    for visit in (ada, birch):
        assert await told(visit, HelpWord) == []
    assert not any(b"dizzy" in e for s in hall.journal.entries.values() for e in s)


async def test_a_request_is_claimed_once_ended_by_either_side_and_its_word_forgotten(
    hall: Hall,
) -> None:
    lena, ada = await hall.lead(), await hall.come("Ada")
    await ada.helpline.ask(quiet=False, word="stuck")

    await lena.helpline.claim(me(ada))
    assert truth(lena).help[0].claimed_by == me(lena)
    await lena.helpline.end(me(ada))
    assert truth(lena).help == ()
    mona = await hall.lead("Mona")
    assert await told(mona, HelpWord) == []

    await ada.helpline.ask(quiet=False)
    await ada.helpline.end()
    assert truth(lena).help == ()


async def test_a_facilitator_who_comes_later_reads_the_word_of_an_open_request(hall: Hall) -> None:
    await hall.lead()
    ada = await hall.come("Ada")
    await ada.helpline.ask(quiet=False)
    await ada.helpline.ask(quiet=False, word="stuck")

    mona = await hall.lead("Mona")

    assert await told(mona, HelpWord) == [HelpWord(me(ada), "stuck")]

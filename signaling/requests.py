"""What each request of a browser asks of its visit: one line a message."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from breakout.rules import Lead, Rooms, RoomsOf
from consent.terms import Terms
from node.dealing import Wishes
from node.outbound import Receipts
from node.tile import Tile
from node.visit import Visit
from rooms.planned_room import PlannedRoom
from sfu.ids import Source
from signaling import breakout_messages as b
from signaling import chair_messages as h
from signaling import consent_messages as c
from signaling import messages as m
from signaling import talk_messages as t
from signaling.answers import Dealt, dealt
from signaling.messages import Message

Said = Dealt | Receipts
"""What a request may be answered with, before that it is done."""

_Errand = Callable[[Visit, Any], Awaitable[Said | None]]


async def _deal(visit: Visit, it: b.Deal) -> Dealt:
    return dealt(it.id, await visit.dealer.deal(wished(it)))


async def _ask_to_record(visit: Visit, it: c.AskToRecord) -> None:
    # Whoever asked reads in the next state which ask it has become, like everyone.
    await visit.consent.ask(terms(it))


async def _receipts(visit: Visit, it: c.AskReceipts) -> Receipts:
    del it
    return Receipts(await visit.consent.receipts(), visit.consent.node_key)


ERRANDS: Final[Mapping[type[Message], _Errand]] = MappingProxyType(
    {
        m.Answer: lambda visit, it: visit.answer(it.sdp),
        m.Join: lambda visit, it: visit.join(
            name=it.name,
            private_name=it.private_name,
            microphone=it.microphone,
            camera=it.camera,
        ),
        m.Publish: lambda visit, it: visit.publish(
            microphone=it.microphone, camera=it.camera, screen=it.screen
        ),
        m.Layout: lambda visit, it: visit.layout([_shown(tile) for tile in it.tiles]),
        t.RaiseHand: lambda visit, it: visit.gestures.raise_hand(on=it.on),
        t.StepAway: lambda visit, it: visit.gestures.step_away(on=it.on),
        h.Admit: lambda visit, it: visit.chair.admit(it.participant),
        h.AdmitAll: lambda visit, _: visit.chair.admit_all(),
        h.Refuse: lambda visit, it: visit.chair.refuse(it.participant),
        h.Remove: lambda visit, it: visit.chair.remove(it.participant),
        h.Ban: lambda visit, it: visit.chair.ban(it.participant),
        h.Mute: lambda visit, it: visit.chair.mute(it.participant),
        h.MuteAll: lambda visit, _: visit.chair.mute_all(),
        h.StopCamera: lambda visit, it: visit.chair.stop_camera(it.participant),
        h.AskToUnmute: lambda visit, it: visit.chair.ask_to_unmute(it.participant),
        h.LowerHand: lambda visit, it: visit.chair.lower_hands(it.participant),
        h.Lock: lambda visit, it: visit.chair.lock(on=it.on),
        h.Lobby: lambda visit, it: visit.chair.switch_lobby(on=it.on),
        h.SwitchChat: lambda visit, it: visit.chair.switch_chat(it.mode),
        t.Say: lambda visit, it: visit.talk.say(it.text, to=it.to, rooms=it.rooms),
        t.React: lambda visit, it: visit.gestures.react(it.name),
        t.AskForHelp: lambda visit, it: visit.helpline.ask(quiet=it.quiet, word=it.word),
        t.ClaimHelp: lambda visit, it: visit.helpline.claim(it.participant),
        t.EndHelp: lambda visit, it: visit.helpline.end(it.participant),
        m.DeviceCode: lambda visit, _: visit.handover.offer(),
        m.ClientLink: lambda visit, _: visit.invitation.tell(),
        m.Echo: lambda visit, it: visit.echo(on=it.on),
        m.AgreeNorms: lambda visit, it: visit.agree_norms(it.version),
        b.Split: lambda visit, it: visit.board.split(
            planned(it.rooms), closes_in=it.closes_in, choice=it.choice
        ),
        b.Move: lambda visit, it: visit.board.move(it.participant, it.room),
        b.Exchange: lambda visit, it: visit.board.exchange(it.participant, it.other),
        b.Merge: lambda visit, it: visit.board.merge(it.room, within=it.within),
        b.MergeInto: lambda visit, it: visit.board.merge_into(it.room, it.into),
        b.Extend: lambda visit, it: visit.board.extend(it.seconds, it.room),
        b.Newcomers: lambda visit, it: visit.board.direct_newcomers(it.room),
        b.RolePlay: lambda visit, it: visit.board.give_parts(it.parts, it.cues),
        b.SwapParts: lambda visit, _: visit.board.swap_parts(),
        b.Hop: lambda visit, it: visit.steps.hop(it.room),
        b.ChooseRoom: lambda visit, it: visit.steps.choose(it.room),
        b.SideRoom: lambda visit, it: visit.steps.step_aside(it.participant),
        b.Listen: lambda visit, it: visit.reach.listen(it.rooms),
        b.EarsSeen: lambda visit, it: visit.reach.acknowledge(
            frozenset((ear.participant, ear.room) for ear in it.ears)
        ),
        b.Whisper: lambda visit, it: visit.reach.whisper(it.room),
        b.SpeakTo: lambda visit, it: visit.reach.speak_to(it.rooms),
        b.ShowTo: lambda visit, it: visit.reach.show_to(it.rooms),
        b.Deal: _deal,
        b.SavePlan: lambda visit, it: visit.plan_shelf.save(it.name),
        b.ForgetPlan: lambda visit, it: visit.plan_shelf.forget(it.name),
        c.BindKey: lambda visit, it: visit.consent.bind_key(it.key),
        c.AskToRecord: _ask_to_record,
        c.StopRecording: lambda visit, it: visit.consent.stop(it.scope),
        c.AnswerConsent: lambda visit, it: visit.consent.answer(
            it.ask, it.answer, digest=it.digest, signature=it.signature
        ),
        c.WithdrawConsent: lambda visit, it: visit.consent.withdraw(it.scope, it.erase),
        c.AskReceipts: _receipts,
        h.EndSession: lambda visit, _: visit.chair.end_session(),
        m.Leave: lambda visit, _: visit.leave(),
    }
)
"""Every message but `hello`, which makes the visit."""


async def carry_out(request: Message, visit: Visit) -> Said | None:
    """Return when `request` has taken effect; what forbids it is raised.

    What it returns is to be said before that it is done.
    """
    return await ERRANDS[type(request)](visit, request)


def _shown(tile: m.Tile) -> Tile:
    return Tile(tile.participant, Source(tile.source), tile.height)


def planned(rooms: Sequence[b.PlannedRoom]) -> tuple[PlannedRoom, ...]:
    """Return a plan in the words of the rooms package."""
    return tuple(
        PlannedRoom(room.id, room.name, tuple(room.participants), planned(room.rooms))
        for room in rooms
    )


def wished(it: b.Deal) -> Wishes:
    return Wishes(
        # One of the two is given.
        shape=RoomsOf(it.size or 1) if it.count is None else Rooms(it.count),
        room=it.room,
        apart=tuple(it.apart),
        together=tuple(frozenset(people) for people in it.together),
        lead=None if it.lead is None else Lead(it.lead),
        steady=frozenset(it.steady),
        avoid_repeats=it.avoid_repeats,
    )


def terms(it: c.Question) -> Terms:
    """Return what people are asked, in the words of the consent package."""
    return Terms(it.scope, it.tracks, it.until, it.retention, frozenset(it.viewers))

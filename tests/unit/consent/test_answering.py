"""Each answers for themselves; a yes cannot be said by others, a no cannot be hindered."""

from dataclasses import replace

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent import answering
from consent.browser_key import Signed, is_signed, statement
from consent.errors import AskOver, BadSignature, OtherTerms
from consent.events import ConsentAnswered, ConsentWithdrawn, KeyBound, RecordingEnded
from consent.flag import Answer, Flag
from consent.ids import AskId
from consent.outcome import Ending, Outcome
from consent.terms import Scope
from rooms.errors import Absent, NotAllowed
from rooms.ids import ParticipantId
from tests.unit.consent.group import Group, agreed
from tests.unit.consent.keys import public, signed

ADA = ParticipantId("Ada")


def asked(*clients: str) -> Group:
    group = Group("Ada", *clients)
    group.ask()
    return group


def say(group: Group, said: Answer, **how: object) -> tuple[object, ...]:
    found = group.of()
    given_: dict[str, object] = {
        "by": ADA,
        "now": group.now,
        "digest": found.digest,
        "signature": signed("Ada", found.id, found.digest),
        **how,
    }
    return answering.answer(group.consents, group.sitting.session, found.id, said, **given_)  # type: ignore[arg-type]


def test_a_yes_is_noted_with_its_signature() -> None:
    group = asked()
    group.bind("Ada")
    (answered,) = group.yes("Ada")
    assert isinstance(answered, ConsentAnswered)
    assert answered.signed == group.of().signed[ADA]
    assert group.of().flags == {ADA: Flag.GIVEN}


def test_answering_the_same_twice_changes_nothing() -> None:
    group = asked("Ben")
    for said in (Answer.LATER, Answer.GIVEN):
        assert group.answer("Ada", said)
        assert group.answer("Ada", said) == ()
    assert group.no("Ben")
    assert group.no("Ben") == ()
    assert group.later("Ben") == ()


def test_the_api_never_answers() -> None:
    with pytest.raises(NotAllowed):
        say(asked(), Answer.GIVEN, by=None)


def test_a_stranger_does_not_answer() -> None:
    with pytest.raises(Absent):
        say(asked(), Answer.REFUSED, by=ParticipantId("Eve"))


def test_a_yes_to_other_terms_is_none() -> None:
    group = asked()
    group.bind("Ada")
    with pytest.raises(OtherTerms):
        say(group, Answer.GIVEN, digest=b"other")


@pytest.mark.parametrize(
    "signature",
    [b"", bytes(64), b"\xff" * 64, signed("Ben", AskId("ask1"), b"")],
    ids=["none", "zeros", "ones", "of somebody else"],
)
def test_a_yes_that_is_not_signed_by_its_browser_is_none(signature: bytes) -> None:
    group = asked()
    group.bind("Ada")
    with pytest.raises(BadSignature):
        say(group, Answer.GIVEN, signature=signature)


def test_without_a_key_there_is_no_yes() -> None:
    with pytest.raises(BadSignature):
        say(asked(), Answer.GIVEN)


def test_a_yes_to_one_ask_is_no_yes_to_another() -> None:
    digest = asked().of().digest
    old = signed("Ada", AskId("ask1"), digest)
    assert is_signed(Signed(public("Ada"), old), AskId("ask1"), digest)
    assert not is_signed(Signed(public("Ada"), old), AskId("ask2"), digest)


def test_what_is_signed_is_spelled_as_any_encoder_spells_it() -> None:
    spelled = msgpack.packb(["holdspace yes", "ask1", bytes(32)], use_bin_type=True)
    assert statement(AskId("ask1"), bytes(32)) == spelled


@given(st.integers(0, 511))
def test_every_bit_of_a_signature_counts(bit: int) -> None:
    group = asked()
    found = group.of()
    good = int.from_bytes(signed("Ada", found.id, found.digest))
    bad = Signed(public("Ada"), (good ^ (1 << bit)).to_bytes(64))
    assert not is_signed(bad, found.id, found.digest)


def test_a_no_and_later_need_neither_terms_nor_signature() -> None:
    group = asked("Ben")
    for said in (Answer.LATER, Answer.REFUSED):
        assert say(group, said, digest=b"", signature=b"")


@pytest.mark.parametrize("key", [b"", bytes(65), b"\x04" + bytes(64), public("Ada")[:33]])
def test_what_is_no_key_is_refused(key: bytes) -> None:
    group = Group("Ada")
    with pytest.raises(BadSignature):
        answering.bind_key(group.consents, group.sitting.session, ADA, key)


def test_a_key_is_bound_once_and_another_browser_brings_its_own() -> None:
    group = Group("Ada")
    assert group.bind("Ada") == (KeyBound(ADA, public("Ada")),)
    assert group.bind("Ada") == ()
    assert group.bind("Ada", public("Ada's phone")) != ()


def test_a_stranger_binds_no_key() -> None:
    with pytest.raises(Absent):
        Group("Ada").bind("Eve")


def test_whoever_decides_later_is_unanswered_and_may_still_say_yes() -> None:
    group = asked()
    group.later("Ada")
    assert group.of().closed == {ADA}
    assert ADA not in group.of().flags
    group.yes("Lena", "Ada")
    assert group.gate().open


def test_a_no_that_becomes_a_yes_opens_nothing_by_itself() -> None:
    group = asked()
    group.yes("Lena")
    group.no("Ada")
    group.yes("Ada")
    assert group.of().flags[ADA] is Flag.GIVEN
    assert group.of().asking
    group.wait(60.0)
    assert group.of().outcome is Outcome.NOT_AGREED


def test_too_late_is_too_late_whether_or_not_anybody_has_looked() -> None:
    group = asked()
    group.sitting.now += 60.0
    with pytest.raises(AskOver):
        group.yes("Ada")


def test_what_is_over_is_not_answered() -> None:
    group = agreed("Ada")
    group.stop()
    with pytest.raises(AskOver):
        group.no("Ada")
    with pytest.raises(AskOver):
        answering.answer(
            group.consents, group.sitting.session, AskId("?"), Answer.REFUSED, by=ADA, now=0.0
        )


def test_withdrawing_is_one_act_and_ends_it_at_once() -> None:
    group = agreed("Ada")
    withdrawn, ended = group.withdraw("Ada")
    assert isinstance(withdrawn, ConsentWithdrawn)
    assert isinstance(ended, RecordingEnded)
    assert ended.reason is Ending.WITHDRAWN
    assert not group.gate().open
    assert group.withdraw("Ada") == ()


def test_saying_no_to_what_one_said_yes_to_is_withdrawing() -> None:
    group = agreed("Ada")
    assert [type(event) for event in group.no("Ada")] == [ConsentWithdrawn, RecordingEnded]


def test_withdrawing_while_others_are_asked_comes_out_like_a_no() -> None:
    group = asked("Ben")
    group.yes("Ada")
    assert [type(event) for event in group.withdraw("Ada")] == [ConsentWithdrawn]
    group.yes("Lena", "Ben")
    assert group.of().asking


def test_withdrawing_in_the_lobby_ends_nothing() -> None:
    group = agreed("Ada", lobby=True)
    group.after(group.sitting.enter("Ben"))
    group.yes("Ben")
    group.withdraw("Ben")
    assert group.gate().open
    group.after(group.sitting.admit("Ben", by="Lena"))
    assert not group.gate().open


def test_withdrawing_from_a_breakout_ends_it_too() -> None:
    group = agreed("Ada", "Ben")
    group.after(group.sitting.split(["Ada"]))
    group.withdraw("Ada")
    assert group.of().ended is Ending.WITHDRAWN


def test_a_yes_may_be_taken_back_after_the_recording_ended() -> None:
    group = agreed("Ada")
    group.stop()
    assert [type(event) for event in group.withdraw("Ada")] == [ConsentWithdrawn]
    assert group.of().ended is Ending.STOPPED


def test_where_there_is_no_yes_withdrawing_changes_nothing() -> None:
    assert Group("Ada").withdraw("Ada") == ()
    assert asked().withdraw("Ada") == ()


def test_whoever_is_not_here_withdraws_nothing() -> None:
    with pytest.raises(Absent):
        agreed("Ada").withdraw("Eve", Scope.MAIN)


def test_a_yes_without_a_signature_is_our_own_mistake() -> None:
    group = asked()
    group.bind("Ada")
    (event,) = say(group, Answer.GIVEN)
    assert isinstance(event, ConsentAnswered)
    with pytest.raises(AssertionError):
        group.do(lambda _: (replace(event, signed=None),))

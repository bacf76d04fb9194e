"""A receipt proves one's own part of a ledger without us, and tells nothing of anybody else's."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.entry import (
    Asked,
    Ended,
    Erased,
    Exported,
    Joined,
    Moved,
    NoYes,
    Opened,
    Settled,
    Withdrawn,
    Yes,
    read,
)
from consent.ids import AskId
from consent.receipt import BadReceipt, Receipt, prove, receipt
from rooms.ids import ParticipantId
from tests.unit.consent.books import ID, KEY, NAMES, OTHER_KEY, Books, kept, story
from tests.unit.consent.group import Group

BEN = story().receipt("Ben")


def kinds(data: bytes) -> list[type]:
    return [type(entry.fact) for entry in prove(data, KEY).entries]


def test_it_shows_ones_own_entries_and_everyones() -> None:
    assert kinds(BEN) == [
        Joined, Asked, Yes, Settled, Moved, Moved, Moved, Withdrawn, Ended,
        Asked, NoYes, Settled,
    ]  # fmt: skip


def test_it_shows_no_pseudonym_of_anybody_else() -> None:
    for name in ("Ada", "Cy"):
        assert NAMES.of(ParticipantId(name)) not in BEN


def test_it_proves_the_head_that_the_node_signed() -> None:
    assert prove(BEN, KEY).checkpoint == story().signed()


def test_of_whoever_withdrew_others_see_only_that_it_ended() -> None:
    assert Withdrawn not in kinds(story().receipt("Ada"))
    assert Ended in kinds(story().receipt("Ada"))


def test_whoever_watches_or_takes_a_film_is_noted_on_everyones() -> None:
    books = Books()
    ask, lena = AskId("ask"), NAMES.of(ParticipantId("Lena"))
    books.note((Exported(ask, None, plain=True), Exported(ask, lena, plain=False)))
    books.note((Opened(ask, lena), Opened(ask, None)))
    assert kinds(books.receipt("Ben")) == [Exported, Exported, Opened, Opened]


def test_what_one_erased_of_oneself_is_on_ones_own_and_a_whole_recording_on_everyones() -> None:
    books = Books()
    books.note((Erased(AskId("ask"), NAMES.of(ParticipantId("Ada"))),))
    books.note((Erased(AskId("ask"), None),))
    assert kinds(books.receipt("Ada")) == [Erased, Erased]
    (entry,) = prove(books.receipt("Ben"), KEY).entries
    assert entry.fact == Erased(AskId("ask"), None)


@given(st.integers(0, 8 * len(BEN) - 1))
def test_every_bit_of_it_counts(bit: int) -> None:
    changed = bytearray(BEN)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadReceipt):
        prove(bytes(changed), KEY)


@given(st.integers(0, len(BEN) - 1))
def test_a_part_of_it_proves_nothing(size: int) -> None:
    with pytest.raises(BadReceipt):
        prove(BEN[:size], KEY)


@given(st.binary(max_size=64))
def test_rubbish_proves_nothing(data: bytes) -> None:
    with pytest.raises(BadReceipt):
        prove(data, KEY)


def test_another_node_proves_nothing() -> None:
    with pytest.raises(BadReceipt):
        prove(BEN, OTHER_KEY)


def test_entries_that_were_not_signed_prove_nothing() -> None:
    found = msgspec.msgpack.decode(BEN, type=Receipt)
    fewer = msgspec.structs.replace(found, entries=found.entries[:-1])
    with pytest.raises(BadReceipt):
        prove(msgspec.msgpack.encode(fewer), KEY)


def test_of_whoever_was_not_in_the_ledger_only_everyones_entries_are_shown() -> None:
    assert set(kinds(story().receipt("Eve"))) == {Asked, Settled, Moved, Ended}


def test_of_another_session_nothing_is_shown() -> None:
    who = NAMES.of(ParticipantId("Ben"))
    data = receipt(ID, story().records, story().signed(), session=bytes(16), who=who)
    assert kinds(data) == []


def test_of_an_empty_ledger_it_proves_that_there_was_nothing() -> None:
    assert kinds(Books().receipt("Ben")) == []


def test_it_goes_as_far_as_its_checkpoint() -> None:
    group = Group("Ada")
    group.ask()
    early = kept(group)
    head = early.signed()
    group.wait(60.0)
    late = kept(group)
    data = receipt(
        ID,
        late.records,
        head,
        session=NAMES.of_session("session"),
        who=NAMES.of("Ada"),  # type: ignore[arg-type]
    )
    assert kinds(data) == [Asked]


def test_no_receipt_tells_a_no_from_silence() -> None:
    shapes = []
    for says_no in (True, False):
        group = Group("Ada", "Ben")
        group.ask()
        group.yes("Lena", "Ben")
        if says_no:
            group.no("Ada")
        group.wait(60.0)
        shapes.append(kept(group).receipt("Ben"))
    assert shapes[0] == shapes[1]


def test_what_it_shows_reads_like_the_ledger() -> None:
    for entry in prove(BEN, KEY).entries:
        assert read(msgspec.msgpack.encode(entry)) == entry

"""A wish: each has a word, a suffix and a type of its own, and some are refused."""

from dataclasses import replace
from itertools import product

import pytest

from consent.terms import Scope
from recording.export.errors import TracksOnly
from recording.export.job import Job, Report, heard, read, spelled, told
from recording.export.wish import Container, Cut, Wish, check
from tests.support.cast import sheet

WISHES = [Wish(*each) for each in product(Cut, Container, (False, True))]


def test_each_has_a_word_of_its_own() -> None:
    assert len({wish.word for wish in WISHES}) == len(WISHES)
    # A file name and a part of a key's name: nothing in it may part either.
    assert not any(set(wish.word) & set("./ ") for wish in WISHES)


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: wish.word)
def test_each_is_of_a_type_and_can_be_told_to_a_worker(wish: Wish) -> None:
    assert wish.suffix.startswith(".")
    assert "/" in wish.content_type
    job = Job("/home", bytes(32), sheet().recording, wish, "Ünïcode", 1.5)
    assert heard(told(job)) == job


def test_a_report_is_a_line() -> None:
    report = Report(0.5, "export-failed", "a\nb")

    assert spelled(report).count(b"\n") == 1
    assert read(spelled(report)) == report


def test_of_breakouts_there_are_only_tracks() -> None:
    breakouts = replace(sheet(), scope=Scope.BREAKOUTS)

    check(Wish(Cut.TRACKS), breakouts)
    for cut in (Cut.COMPOSED, Cut.AUDIO):
        check(Wish(cut), sheet())
        with pytest.raises(TracksOnly):
            check(Wish(cut), breakouts)

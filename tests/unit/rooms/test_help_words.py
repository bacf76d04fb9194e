"""A word for help is read by facilitators, and forgotten with the request."""

from rooms.help_words import HelpWords
from tests.unit.rooms.sitting import Sitting, person

BIRCH, FERN = person("Birch"), person("Fern")


def asked() -> Sitting:
    sitting = Sitting()
    sitting.facilitator()
    for name in ("Birch", "Fern"):
        sitting.enter(name)
        sitting.ask_for_help(name)
    return sitting


def test_only_facilitators_and_whoever_said_it_read_it() -> None:
    session = asked().session
    words = HelpWords().said(BIRCH, "I feel unsafe").said(FERN, None)
    assert words.for_viewer(session, person("Lena")) == {BIRCH: "I feel unsafe"}
    assert words.for_viewer(session, BIRCH) == {BIRCH: "I feel unsafe"}
    assert words.for_viewer(session, FERN) == {}


def test_a_new_word_replaces_the_one_before_and_none_takes_it_back() -> None:
    words = HelpWords().said(FERN, "first").said(BIRCH, "b").said(FERN, "second")
    assert words.words == {BIRCH: "b", FERN: "second"}
    assert words.said(FERN, None).words == {BIRCH: "b"}


def test_a_word_is_forgotten_with_its_request() -> None:
    sitting = asked()
    words = HelpWords().said(BIRCH, "b").said(FERN, "f")
    sitting.end_help("Birch", by="Lena")
    assert words.for_viewer(sitting.session, person("Lena")) == {FERN: "f"}
    assert words.kept(sitting.session).words == {FERN: "f"}
    sitting.leave("Fern")
    assert words.kept(sitting.session).words == {}

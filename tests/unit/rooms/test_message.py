"""Whom something is written to is a word of the wire, and never looks like a person's id."""

from rooms.message import Whom


def test_the_words_are_those_of_the_contract() -> None:
    assert set(Whom) == {"facilitators", "room", "everyone", "broadcast", "lobby"}

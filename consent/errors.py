"""Refusals a browser can be told about, beside those of `rooms.errors`.

* ConsentError
    * AlreadyAsked
    * AskOver
    * BadSignature
    * BadTerms
    * OtherTerms
    * TooSoon

``code`` is the word on the wire: stable, and never shown to people.  No code, and no sentence,
tells what somebody answered.
"""

from rooms.errors import RoomsError


class ConsentError(RoomsError):
    """The request was understood and refused; nobody's answer is changed."""


class AlreadyAsked(ConsentError):
    """A question of this scope is open, or its recording goes on."""

    code = "already-asked"


class AskOver(ConsentError):
    """There is no such question, or not any more: a facilitator asks again."""

    code = "ask-over"


class BadSignature(ConsentError):
    """A yes that is not signed by the key of whoever says it, or a key that is none."""

    code = "bad-signature"


class BadTerms(ConsentError):
    """Terms that nobody can be asked to agree to; the sentence says why."""

    code = "bad-terms"


class OtherTerms(ConsentError):
    """The answer is to other terms, or other words, than those of this question."""

    code = "other-terms"


class TooSoon(ConsentError):
    """People were asked not long ago, and are not to be worn down."""

    code = "too-soon"

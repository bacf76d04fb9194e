"""Refusals a facilitator can be told about, and what a kept history can do wrong.

* BreakoutError
    * BadRules
    * NoDealFound
    * RulesCollide (in breakout/collision.py, since it carries rules)
* UnreadableMet

``code`` is the word on the wire: stable, and never shown to people.
"""

from typing import ClassVar


class BreakoutError(Exception):
    """The request was understood and refused; nothing is changed."""

    code: ClassVar[str]


class BadRules(BreakoutError):
    """Rules that mean nothing: about somebody who is not here, twice the same person, no room."""

    code = "bad-rules"


class NoDealFound(BreakoutError):
    """The search gave up before it knew: more people than can be searched through, many rules."""

    code = "no-deal-found"


class UnreadableMet(ValueError):
    """Bytes that this version cannot read as a history of meetings."""

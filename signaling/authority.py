"""By what right someone calls the HTTP API: an API key, or a visitor's where the operator allows.

`Authorization: Bearer KEY_ID:SECRET`.  Nothing else is ever read as a right: no cookie, no query.
"""

import hmac
from collections.abc import Mapping
from typing import Final

from signaling.origins import Origins, Place
from signaling.problem import ProblemRaised

NOBODY: Final = b"\0" * 32
"""Compared with when the id is unknown, so that knowing ids takes as long as not knowing them."""

CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="holdspace"'}


def key_id(header: str | None, keys: Mapping[str, bytes]) -> str | None:
    """Return the id of the API key in `header`, None without one; raise if it is wrong."""
    if header is None:
        return None
    scheme, _, credentials = header.partition(" ")
    id_, _, secret = credentials.strip().partition(":")
    known = keys.get(id_)
    right = hmac.compare_digest(secret.encode("utf-8", "surrogateescape"), known or NOBODY)
    if scheme.lower() != "bearer" or known is None or not right:
        raise ProblemRaised("bad-key", "Send `Authorization: Bearer KEY_ID:SECRET`.")
    return id_


def participant_token(header: str | None) -> str | None:
    """Return what looks like a participant's token in `header`: a JWT has two dots, no colon."""
    scheme, _, credentials = (header or "").partition(" ")
    token = credentials.strip()
    return (
        token if scheme.lower() == "bearer" and token.count(".") == 2 and ":" not in token else None
    )


def require_key(key: str | None, keys: Mapping[str, bytes]) -> str:
    if key is not None:
        return key
    if not keys:
        raise ProblemRaised(
            "bad-key", "No API key is configured: set HOLDSPACE_API_KEYS=ID:SECRET and restart."
        )
    raise ProblemRaised("bad-key", "Send `Authorization: Bearer KEY_ID:SECRET`.")


def require_visitor(origins: Origins, origin: str | None, place: Place) -> None:
    """Let a visitor of our own page pass, or someone on this machine's command line.

    `null` and foreign pages are no visitors of ours; neither is a page that DNS has led to our
    address, for its `Host` is then not one we answer to.
    """
    near = origins.is_near(place) or origins.is_public(place)
    if not near or (origin is not None and not origins.is_own(origin, place)):
        raise ProblemRaised("foreign-origin", "Rooms are created from our own start page only.")

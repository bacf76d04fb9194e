"""What the page's tests hold it to is what we make here: the words, what a yes is to, what is signed, receipts."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from consent.browser_key import statement
from consent.entry import Asked, Ended, Joined, Moved, NoYes, Settled, Withdrawn, Yes
from consent.ids import AskId
from consent.receipt import prove
from consent.terms import Scope, Terms, Tracks, Viewer
from consent.wording import CURRENT

VECTORS: Final = json.loads(
    (Path(__file__).parents[3] / "web/test/client/consent-vectors.json").read_text()
)


def _terms(about: dict[str, Any]) -> Terms:
    return Terms(
        Scope(about["scope"]),
        Tracks(about["tracks"]),
        about["until"],
        about["retention"],
        frozenset(Viewer(viewer) for viewer in about["viewers"]),
    )


def test_the_words_are_those_of_the_current_wording() -> None:
    sentences = {language: list(said) for language, said in CURRENT.sentences.items()}
    assert VECTORS["wording"] == {
        "version": CURRENT.version,
        "sentences": sentences,
        "digest": CURRENT.digest.hex(),
    }


@pytest.mark.parametrize("ask", VECTORS["asks"])
def test_a_yes_is_to_these_terms_and_spelled_like_this(ask: dict[str, Any]) -> None:
    digest = _terms(ask["terms"]).digest(CURRENT)
    assert digest.hex() == ask["digest"]
    assert statement(AskId(ask["id"]), digest).hex() == ask["statement"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Ada", [Joined, Asked, Yes, Settled, Moved, Moved, Moved, Ended, Asked, NoYes, Settled]),
        ("Ben", [Joined, Asked, Yes, Settled, Moved, Moved, Moved, Withdrawn, Ended, Asked, NoYes, Settled]),
    ],
)  # fmt: skip
def test_the_receipts_prove_what_the_page_reads_from_them(name: str, kinds: list[type]) -> None:
    proof = prove(bytes.fromhex(VECTORS["receipts"][name]), bytes.fromhex(VECTORS["node"]))
    assert [type(entry.fact) for entry in proof.entries] == kinds

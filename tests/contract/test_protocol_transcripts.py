"""Promise: the server's messages have exactly the shapes that the browser's reducer is tested on."""

import json
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from node.outbound import Outbound, Welcome

TRANSCRIPTS = sorted(Path("tests/fixtures/protocol").glob("*.json"))


def _messages(path: Path) -> list[dict[str, Any]]:
    transcript = json.loads(path.read_text())
    foreign = transcript.get("foreign", [])
    return [message for message in transcript["messages"] if message["type"] not in foreign]


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_says_what_the_server_says(path: Path) -> None:
    for message in _messages(path):
        ours = msgspec.convert(message, Outbound | Welcome)
        assert json.loads(msgspec.json.encode(ours)) == message


def test_every_kind_of_message_is_in_a_transcript() -> None:
    said = {message["type"] for path in TRANSCRIPTS for message in _messages(path)}
    kinds = {kind.__struct_config__.tag for kind in get_args(Outbound | Welcome)}
    assert said == kinds

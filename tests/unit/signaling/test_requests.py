"""Every message of a browser has its errand, and there is no errand without a message."""

from typing import get_args

from signaling.messages import Hello, Message
from signaling.requests import ERRANDS


def test_every_message_but_hello_has_its_errand() -> None:
    assert set(ERRANDS) == set(get_args(Message)) - {Hello}

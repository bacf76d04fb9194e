"""Answers that are none, too long, or fit no offer: refused, and a good one is still taken."""

import pytest

from sfu.errors import AnswerRefused
from sfu.events import Connected
from tests.support.siege import Live


async def test_answers_that_do_not_fit_are_refused(live: Live) -> None:
    carol = await live.call.prepare("carol")
    text = carol.simulated.answer
    misfits = [
        "",
        "v=0\r\n" * 100_000,
        text * 3,
        text.replace("a=setup:active", "a=setup:passive"),
        text.replace("sha-256", "sha-1"),
        text.replace("a=mid:1\r\n", "a=mid:one\r\n"),
        "\0" * 60_000,
        text.replace("m=video", "m=application"),
    ]

    for misfit in misfits:
        with pytest.raises(AnswerRefused):
            await live.call.plane.accept(carol.id, misfit)
    await live.call.plane.accept(carol.id, text)
    await carol.simulated.connected()
    await carol.told(Connected(carol.id))

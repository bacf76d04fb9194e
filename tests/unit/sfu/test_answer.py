"""Promise: a browser's answer is read or refused, in bounded time, and nothing else is raised.

The two answers are what Chromium 156 and Firefox 153 wrote to our offer for three people.
"""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfu import answer
from sfu.answer import Answer
from sfu.errors import AnswerRefused
from sfu.fingerprint import Fingerprint
from sfu.shape import for_capacity

SHAPE = for_capacity(3, rng=Random(1))
FIXTURES = Path(__file__).parents[2] / "fixtures" / "sdp"
ANSWERS = {
    browser: (FIXTURES / f"{browser}.sdp").read_text().replace("\n", "\r\n")
    for browser in ("chromium", "firefox")
}
CHROMIUM = ANSWERS["chromium"]
STRONG = re.search("a=fingerprint:sha-256 (.*)\r", CHROMIUM)[1]  # type: ignore[index]


def read(text: str) -> Answer:
    return answer.read(text, SHAPE)


def refused(text: str) -> str:
    with pytest.raises(AnswerRefused) as caught:
        read(text)
    assert caught.value.code == "bad-answer"
    return str(caught.value)


@pytest.mark.parametrize("browser", ANSWERS)
def test_what_browsers_write_is_read(browser: str) -> None:
    text = ANSWERS[browser]
    value = re.search("a=fingerprint:sha-256 (.*)\r", text)[1]  # type: ignore[index]

    got = read(text)

    assert got.fingerprints == (Fingerprint("sha-256", value),)
    assert list(got.ssrcs) == [str(n) for n in range(11)]
    assert len(got.ssrcs[SHAPE.sends[0].mid]) == 1


def test_chromium_speaks_redundant_sound_on_every_line_of_it_and_firefox_does_not() -> None:
    sounds = {line.mid for line in SHAPE.sends if line.source.kind == "audio"}
    sounds |= {line.mid for line in SHAPE.slots_of("audio")}

    assert read(CHROMIUM).redundant == sounds
    assert read(ANSWERS["firefox"]).redundant == frozenset()


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        ("SAVPF 111 63", "SAVPF 111"),
        ("a=rtpmap:63 red/48000/2", "a=rtpmap:63 ulpfec/48000/2"),
    ],
)
def test_who_leaves_it_out_does_not_speak_it(offered: str, taken: str) -> None:
    assert read(CHROMIUM.replace(offered, taken)).redundant == frozenset()


def test_several_strong_fingerprints_are_all_kept() -> None:
    line = f"a=fingerprint:sha-256 {STRONG}\r\n"
    more = "a=fingerprint:sha-512 " + ":".join(["AB"] * 64) + "\r\n"

    assert len(read(CHROMIUM.replace(line, line + more)).fingerprints) == 2


def test_a_weak_hash_proves_nothing() -> None:
    weak = "sha-1 " + ":".join(["AB"] * 20)

    assert "strong hash" in refused(CHROMIUM.replace(f"sha-256 {STRONG}", weak))


def test_a_fingerprint_that_differs_between_lines_is_refused() -> None:
    other = ":".join(["AB"] * 32)

    assert "one fingerprint" in refused(CHROMIUM.replace(STRONG, other, 1))


def test_without_any_fingerprint_there_is_no_answer() -> None:
    refused(CHROMIUM.replace(f"a=fingerprint:sha-256 {STRONG}\r\n", ""))


@pytest.mark.parametrize("setup", ["passive", "actpass", "holdconn", ""])
def test_the_browser_must_be_the_one_to_call(setup: str) -> None:
    refused(CHROMIUM.replace("a=setup:active", f"a=setup:{setup}"))


def test_the_lines_must_be_those_of_the_offer() -> None:
    sections = CHROMIUM.split("m=")
    for wrong in (
        "m=".join(sections[:-1]),
        "m=".join([*sections, sections[-1]]),
        "m=".join([sections[0], *reversed(sections[1:])]),
        CHROMIUM.replace("a=mid:3", "a=mid:33"),
        CHROMIUM.replace("m=audio", "m=video", 1),
    ):
        assert "m-lines" in refused(wrong)


def test_no_line_may_be_turned_down() -> None:
    assert "turns an m-line down" in refused(CHROMIUM.replace("m=video 9", "m=video 0", 1))


def test_candidates_are_never_looked_at() -> None:
    many = "".join(f"a=candidate:{n} 1 udp 1 host{n}.invalid 9 typ host\r\n" for n in range(60))

    assert read(CHROMIUM.replace("a=setup:active\r\n", "a=setup:active\r\n" + many, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * (answer.LENGTH_MOST + 1),
        CHROMIUM + "a=x\r\n" * answer.SECTION_LINES_MOST,
        CHROMIUM + "m=audio 9 X 0\r\n" * answer.SECTIONS_MOST,
        CHROMIUM + "a=" + "x" * answer.LINE_MOST,
        "a=x\r\n" * (answer.SECTION_LINES_MOST + 1) + CHROMIUM,
    ],
    ids=["empty", "long", "many lines", "many sections", "long line", "long head"],
)
def test_what_is_out_of_bounds_is_refused(text: str) -> None:
    refused(text)


def test_other_line_ends_do_not_get_lines_past_the_bounds() -> None:
    for separator in ("\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"):
        refused(CHROMIUM + separator.join(["a=x"] * (answer.SECTION_LINES_MOST + 1)))


def test_the_heaviest_text_within_the_bounds_is_light() -> None:
    heavy = [f"a=rtpmap:{n} opus/48000" for n in range(60)] + ["a=rtcp-fb:* nack"] * 60
    section = ["m=audio 9 UDP/TLS/RTP/SAVPF 111", *heavy]
    text = "\r\n".join(["v=0", *(section * 64)])[: answer.LENGTH_MOST]

    refused(text)  # the suite's own time limit is the assertion


LINES = CHROMIUM.split("\r\n")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A real answer with lines lost, doubled, moved, cut or replaced."""
    lines = ANSWERS[draw(st.sampled_from(sorted(ANSWERS)))].split("\r\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "swap", "cut", "splice", "noise", "number"])):
            case "lose":
                lines[at] = ""
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, 30))]
            case "splice":
                where = draw(st.integers(0, 40))
                lines[at] = lines[at][:where] + draw(st.text(max_size=6)) + lines[at][where + 1 :]
            case "number":
                lines[at] = re.sub(r"\d+", str(draw(st.integers(-5, 2**70))), lines[at], count=1)
            case _:
                lines[at] = draw(st.sampled_from(["a=", "m=", "c=", "a=fmtp:", "a=ssrc:"])) + draw(
                    st.text(max_size=20)
                )
    return "\r\n".join(lines)


@given(mutated() | st.text(max_size=300))
def test_whatever_comes_it_is_read_or_refused(text: str) -> None:
    try:
        got = read(text)
    except AnswerRefused:
        return
    assert got.fingerprints
    assert len(got.ssrcs) == len(SHAPE.sends) + len(SHAPE.slots)

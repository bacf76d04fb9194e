"""How well is speech understood over links that lose?  `python -m benchmarks.loss --loss 0,10,30`.

Speech of espeak-ng, encoded and decoded by libopus, through a real pump on a simulated network in
virtual time: the same seeds give the same figures wherever these two are the same.  What is lost is
lost by chance, packet by packet.  With `--browser`, a real Chromium listens as well, in real time.
The last line is one JSON object.
"""

import argparse
import json
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from benchmarks import loss_in_browser, machine
from benchmarks.listener import WAIT
from benchmarks.lossy_call import LossyCall, Terms
from benchmarks.opus import Absent
from benchmarks.speech import speech

T = TypeVar("T")

KINDS: Final = {"red": True, "fec": False}
"""Of a browser: whether it takes RED, as Chromium does, or not, as Firefox."""


@dataclass(frozen=True, slots=True)
class End:
    """What came of one call."""

    understood: float
    floor: float
    """Of a listener who makes up all that did not come itself."""
    fates: Counter[str]
    expected: float
    """The loss that the encoder expected in the end."""


class Heard:
    """What came of the calls of one kind."""

    def __init__(self) -> None:
        self.ends: list[End] = []

    def add(self, end: End) -> None:
        self.ends.append(end)

    def mean(self, of: Callable[[End], float]) -> float:
        return round(statistics.fmean(of(each) for each in self.ends), 3)

    def shares(self) -> dict[str, float]:
        """Return how frames in which something was said came to be heard."""
        sources = ("received", "redundant", "in_band", "concealed")
        fates = sum((each.fates for each in self.ends), Counter[str]())
        of = sum(fates[each] for each in sources)
        return {each: round(fates[each] / of, 4) for each in sources}


def listen(losses: Sequence[int], seeds: range) -> dict[str, dict[int, Heard]]:
    """Return what was heard, by direction and kind of browser, and by loss in percent."""
    calls = {
        (name, loss, seed): terms
        for loss in losses
        for name, terms in _terms(loss / 100).items()
        # Where nothing is lost there is nothing to draw.
        for seed in (seeds if loss else seeds[:1])
    }
    heard: dict[str, dict[int, Heard]] = {}
    with ProcessPoolExecutor() as processes:
        ends = processes.map(_call, calls.values(), (seed for *_, seed in calls))
        for (name, loss, _), end in zip(calls, ends, strict=True):
            heard.setdefault(name, {}).setdefault(loss, Heard()).add(end)
    return heard


def _terms(loss: float) -> dict[str, Terms]:
    terms = {}
    for kind, is_red in KINDS.items():
        terms[kind] = Terms(down=loss, takes_red=is_red)
        terms[f"uplink-{kind}"] = Terms(up=loss, takes_red=is_red, sends_red=is_red)
    return terms


def _call(terms: Terms, seed: int) -> End:
    said = speech()
    call = LossyCall(said, terms, seed=seed)
    call.run()
    late = call.speaker.encoder.lookahead
    mending, plain = call.listeners
    return End(
        said.understood(mending.heard, late=late),
        said.understood(plain.heard, late=late),
        mending.fates,
        call.speaker.expects,
    )


def figures(heard: Mapping[str, Mapping[int, Heard]]) -> dict[str, Any]:
    def each(name: str, say: Callable[[Heard], T]) -> dict[str, T]:
        return {str(loss): say(found) for loss, found in heard[name].items()}

    def understood(found: Heard) -> float:
        return found.mean(lambda end: end.understood)

    return {
        **{kind: each(kind, understood) for kind in KINDS},
        "uplink": {kind: each(f"uplink-{kind}", understood) for kind in KINDS},
        "plain": each("fec", lambda found: found.mean(lambda end: end.floor)),
        "worst": {
            name: each(name, lambda found: round(min(e.understood for e in found.ends), 3))
            for name in heard
        },
        "frames": {name: each(name, Heard.shares) for name in heard},
        "encoder_expects": {
            name: each(name, lambda found: found.mean(lambda end: end.expected)) for name in heard
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loss", default="0,5,10,20,30,50", help="in percent")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--browser", action="store_true", help="a real Chromium beside it")
    told = parser.parse_args()
    losses = [int(each) for each in told.loss.split(",")]
    facts = machine.facts(pump="python")
    try:
        said = speech()
        found = figures(listen(losses, range(1, told.seeds + 1)))
    except Absent as error:
        sys.exit(str(error))
    result = {
        "benchmark": "loss",
        **found,
        "browser": loss_in_browser.measure() if told.browser else None,
        "seeds": told.seeds,
        "speech_s": said.seconds,
        "buffer_ms": round(WAIT * 1000),
        **facts,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()

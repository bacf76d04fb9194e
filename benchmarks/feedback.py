"""What does it cost to heed what a browser tells of arrivals?  `python -m benchmarks.feedback`.

A viewer who is sent two voices and two cameras tells every 60 ms of some 25 packets, on a link
that bears everything.  The figure is the processor time of one feedback, from its bytes to what
the link is known to bear and who gets how much of it.  The floor, turn by turn in the same run, is
reading its bytes alone.  The last line is one JSON object.
"""

import argparse
import json
import statistics
import time
from random import Random
from typing import Final

from benchmarks import machine
from sfu import wide_report
from sfu.adaptation import Adaptation
from sfu.counters import Counters
from sfu.twcc import Arrivals

INTERVAL: Final = 0.06  # seconds between two feedbacks
FRAME: Final = 0.04
VOICE: Final = 0.02
PACKETS: Final = 6  # in a frame
HEAD: Final = 12
"""Bytes of a feedback before what `wide_report` reads."""


def traffic(seconds: float) -> list[tuple[float, int]]:
    """Return when each packet leaves, and its size."""
    voices = [(n * VOICE + at, 150) for at in (0.0, 0.007) for n in range(int(seconds / VOICE))]
    pictures = [
        (n * FRAME + at + packet * 0.0002, 1150)
        for at in (0.003, 0.021)
        for n in range(int(seconds / FRAME))
        for packet in range(PACKETS)
    ]
    return sorted(voices + pictures)


def told(packets: list[tuple[float, int]], seed: int) -> list[tuple[float, int, bytes]]:
    """Return each feedback with its time, and how many packets had left by then."""
    rng, arrivals, said = Random(seed), Arrivals(), []
    due = INTERVAL
    for n, (left, _) in enumerate(packets):
        while left > due:
            for report in arrivals.take(1e9, sender=1, media=2):
                padding = report[-1] if report[0] & 0x20 else 0
                said.append((due, n, report[HEAD : len(report) - padding]))
            due += INTERVAL
        arrivals.add(n & 0xFFFF, 100 + left + 0.02 + rng.random() * 0.005)
    return said


def heed(packets: list[tuple[float, int]], said: list[tuple[float, int, bytes]]) -> float:
    """Return the processor's seconds for each feedback."""
    return (run(packets, said, heeded=True) - run(packets, said, heeded=False)) / len(said)


def run(
    packets: list[tuple[float, int]], said: list[tuple[float, int, bytes]], *, heeded: bool
) -> float:
    """Return the processor's seconds for a call; the clock is too slow to be asked more often."""
    adaptation = Adaptation(Counters())
    departures, sent = adaptation.departures, 0
    began = time.thread_time()
    for now, until, body in said:
        for left, size in packets[sent:until]:
            departures.number()
            departures.size(size)
            departures.left(left)
        sent = until
        if heeded and (report := wide_report.read(body)):
            adaptation.told(report, (), now)
    return time.thread_time() - began


def bare(said: list[tuple[float, int, bytes]]) -> float:
    """Return the same for reading alone."""
    began = time.thread_time()
    for _, _, body in said:
        wide_report.read(body)
    return (time.thread_time() - began) / len(said)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.feedback", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="of a call, in each round")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    packets = traffic(asked.seconds)
    rounds = []
    for seed in range(asked.rounds):
        said = told(packets, seed)
        rounds.append((heed(packets, said), bare(said)))
    us, floor = (statistics.median(each[n] for each in rounds) * 1e6 for n in (0, 1))
    count = len(packets) * INTERVAL / asked.seconds
    result = {
        "benchmark": "feedback",
        "us_per_feedback": round(us, 1),
        "us_per_packet": round(us / count, 2),
        "ratio_to_bare": round(statistics.median(whole / read for whole, read in rounds), 2),
        "bare_us_per_feedback": round(floor, 1),
        "packets_per_feedback": round(count, 1),
        **machine.facts(pump="python"),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()

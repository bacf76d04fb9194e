"""Promise: what we write into an offer is found in it again."""

from random import Random

from sfu import candidates, offer
from sfu.candidates import Candidate
from sfu.fingerprint import Fingerprint
from sfu.ice import Credentials
from sfu.offer import Server
from sfu.shape import for_capacity


def test_ways_and_credentials_are_read_as_they_were_offered() -> None:
    credentials = Credentials.draw(Random(1))
    ways = [("2001:db8::7", 7882), ("203.0.113.7", 40000)]
    server = Server(ways, Fingerprint("sha-256", ":".join(["AB"] * 32)), ways[:1])
    text = offer.write(for_capacity(3, rng=Random(1)), server, credentials, session=1)

    invited = candidates.read(text)

    assert invited.credentials == credentials
    assert invited.candidates == (
        Candidate("udp", ways[0]),
        Candidate("udp", ways[1]),
        Candidate("tcp", ways[0]),
    )

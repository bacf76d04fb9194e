"""The TURN server: whether it takes our people through to us, and lets nobody through to others."""

from collections.abc import Iterator
from typing import Final

from sfu import advertised
from signaling import turn_check
from signaling.doctor.addresses import told
from signaling.doctor.finding import Finding, Health
from signaling.settings import Settings
from signaling.turn import turn_of
from signaling.turn_check import Verdict

HEALTH: Final = {Verdict.RELAYS: Health.OK, Verdict.SILENT: Health.WARN}
"""Of whatever else, nobody at all comes in by that road, or everybody does: it fails."""

REMEDIES: Final = {
    Verdict.RELAYS: "",
    Verdict.SILENT: "Is it running, with its ports open?  A NAT may lead nobody back from inside.",
    Verdict.UNTRUSTED: "Browsers will not trust it either: see `cert` in its configuration.",
    Verdict.REFUSES_CREDENTIALS: "turn_secret must be its static-auth-secret, and its clock right.",
    Verdict.REFUSES_US: "Give each address of `advertise` as an allowed-peer-ip.",
    Verdict.OPEN: "It must reach us alone: compare it with deploy/coturn/turnserver.conf.",
}


def turn(settings: Settings) -> Iterator[Finding]:
    """Ask the server by each of its URLs."""
    server = turn_of(settings)
    if server is None:
        yield Finding(Health.OK, "turn", "none: who reaches no media port stays outside")
        return
    hosts = [advertised.parse(address).host for address in told(settings)]
    for found in turn_check.examine(server, hosts):
        health = HEALTH.get(found.verdict, Health.FAIL)
        yield Finding(health, found.url, found.said, REMEDIES[found.verdict])

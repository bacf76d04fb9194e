"""How browsers come: every advertised way tried, and the ways they are coming by now."""

import asyncio
from collections.abc import Iterator
from typing import Final

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from sfu import caller
from sfu.candidates import Candidate, Invited
from sfu.interfaces import host_addresses
from signaling.doctor import running
from signaling.doctor.finding import Finding, Health
from signaling.doctor.invitation import NotInvited, invited
from signaling.settings import Settings
from store.errors import StoreError

BROWSERS: Final = "holdspace_browsers"


def ways(settings: Settings) -> Iterator[Finding]:
    """Call at every way that a browser would be told of, with what it would be told."""
    try:
        tried = asyncio.run(_try(settings))
    except (NotInvited, StoreError, aiohttp.ClientError, TimeoutError) as error:
        yield _not_invited(str(error))
    except OSError:
        return  # A port is taken, and said to be.
    else:
        here = host_addresses(ipv6=True)
        for candidate, answered in tried:
            yield _judged(candidate, answered=answered, here=candidate.address[0] in here)


async def _try(settings: Settings) -> list[tuple[Candidate, bool]]:
    async with invited(settings) as invitation:
        return [(each, await _answered(each, invitation)) for each in invitation.candidates]


async def _answered(candidate: Candidate, invitation: Invited) -> bool:
    return await caller.answers(candidate, invitation.credentials)


def _judged(candidate: Candidate, *, answered: bool, here: bool) -> Finding:
    host, port = candidate.address
    subject = f"media at {f'[{host}]' if ':' in host else host}:{port}/{candidate.protocol}"
    if answered:
        return Finding(Health.OK, subject, "answers a browser's check, sent from this machine")
    if here:
        remedy = "Is it in media_host, and does this machine's own firewall let it in?"
        return Finding(Health.FAIL, subject, "does not answer", remedy)
    remedy = "A NAT may lead nobody back from inside. Join from another network, then look here."
    return Finding(Health.WARN, subject, "does not answer this machine", remedy)


def _not_invited(why: str) -> Finding:
    remedy = "Run it as the user of the node, with its --data-dir and --port."
    return Finding(Health.WARN, "media", f"not tried: {why or 'no answer in time'}", remedy)


def paths(settings: Settings) -> Finding:
    """Say by what browsers come to the node that runs."""
    subject = "browsers now"
    text = running.read(settings, "/metrics")
    if text is None:
        return Finding(Health.OK, subject, "none: no node is running")
    by = {
        sample.labels["path"]: round(sample.value)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == BROWSERS
    }
    said = ", ".join(f"{number} by {path}" for path, number in by.items())
    if by.get("tcp") and not by.get("udp"):
        remedy = "Nobody comes by UDP, which is better: is the media port open in every firewall?"
        return Finding(Health.WARN, subject, said, remedy)
    if by.get("tcp"):
        said += ": what lets no UDP through is their own network"
    return Finding(Health.OK, subject, said)

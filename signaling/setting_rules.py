"""What settings must be like, beyond their types, and how to say that they are not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Final

from yarl import URL

from sfu import advertised
from sfu.pumps import PUMPS
from signaling import turn_url
from signaling.settings import Settings
from signaling.tokens import OWN_ISSUER

KEY_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")

SECRET_LENGTH: Final = 32
"""Characters of an API secret: HS256 wants as many octets as its hash has (RFC 7518, 3.2)."""

TURN_URLS_MOST: Final = 4
"""Each costs every browser an allocation per network and family, and the server a port for it."""

WANTED: Final = {
    "port": "a number from 0 to 65535",
    "media_port": "a number from 0 to 65535",
    "media_tcp_port": "a number from 1 to 65535, or 0 for none",
    "max_rooms": "a number from 1 on",
    "max_browsers": "a number from 1 on",
    "sockets_per_address": "a number from 1 on",
    "joins_per_address": "a number from 1 on",
    "open_creation": "true or false",
    "log_format": "text or json",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, what to do about it, and where it was said."""

    setting: str
    said: str
    remedy: str
    where: str = ""

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.setting}{place}: {self.said} {self.remedy}"


class SettingsRefused(Exception):
    """The service cannot start like this."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


def broken_by(settings: Settings) -> Iterator[Mistake]:
    yield from _ports(settings)
    yield from _addresses(settings)
    yield from _limits(settings)
    yield from _public_url(settings.public_url)
    yield from _api_keys(settings)
    yield from _turn(settings)
    if settings.pump not in {"auto", *PUMPS}:
        known = ", ".join(["auto", *sorted(PUMPS)])
        yield Mistake("pump", "There is no such pump here.", f"Give one of: {known}.")
    for origin in settings.allowed_origins:
        if fault := origin_fault(origin):
            yield Mistake("allowed_origins", fault, "Write them like https://clinic.example.")


def origin_fault(origin: str) -> str | None:
    """Return what keeps `origin` from being one that a browser would send, or None."""
    try:
        url = URL(origin)
        fits = url.scheme in {"http", "https"} and str(url.origin()) == origin
    except ValueError:
        fits = False
    return None if fits else f"{origin!r} is not an origin: scheme, host and port, nothing else."


def _ports(settings: Settings) -> Iterator[Mistake]:
    for name in ("port", "media_port", "media_tcp_port"):
        if not 0 <= getattr(settings, name) <= 65535:
            yield Mistake(name, "There is no such port.", f"Give {WANTED[name]}.")
    if settings.media_tcp_port and settings.media_tcp_port == settings.port:
        yield Mistake("media_tcp_port", "That port serves pages.", "Give another, as 7882.")


def _addresses(settings: Settings) -> Iterator[Mistake]:
    for address in settings.advertise:
        try:
            advertised.parse(address)
        except ValueError as error:
            remedy = "Give addresses browsers can reach, by comma, with :PORT if it is another."
            yield Mistake("advertise", str(error), remedy)
    try:
        ip_address(settings.media_host)
    except ValueError:
        yield Mistake("media_host", "Not an IP address.", ":: takes media on all of them.")


def _limits(settings: Settings) -> Iterator[Mistake]:
    for name in ("max_rooms", "max_browsers", "sockets_per_address", "joins_per_address"):
        if getattr(settings, name) < 1:
            yield Mistake(name, "Nobody could come in.", f"Give {WANTED[name]}.")
    for network in settings.trusted_proxies:
        try:
            ip_network(network)
        except ValueError:
            said = f"{network!r} is not a network."
            yield Mistake("trusted_proxies", said, "Write them like 10.0.0.7 or 10.0.0.0/24.")


def _public_url(text: str) -> Iterator[Mistake]:
    if not text:
        return
    if fault := origin_fault(text.removesuffix("/")):
        yield Mistake("public_url", fault, "Write it like https://rooms.example.org.")


def _api_keys(settings: Settings) -> Iterator[Mistake]:
    seen: set[str] = set()
    for key in settings.api_keys:
        id_, _, secret = key.get_secret_value().partition(":")
        if not (KEY_ID.fullmatch(id_) and secret):
            said = "A key is written ID:SECRET, the id of letters, digits, '-' and '_'."
            yield Mistake("api_keys", said, "Separate several by commas.")
        elif id_ == OWN_ISSUER or id_ in seen:
            yield Mistake("api_keys", f"The id {id_!r} is taken.", "Call that key otherwise.")
        elif settings.exposed and len(secret) < SECRET_LENGTH:
            said = f"The secret of {id_!r} is shorter than {SECRET_LENGTH} characters."
            yield Mistake("api_keys", said, "Make one with: openssl rand -hex 32")
        seen.add(id_)


def _turn(settings: Settings) -> Iterator[Mistake]:
    for url in settings.turn_urls:
        try:
            turn_url.parse(url)
        except ValueError as error:
            remedy = "Write it like turn:turn.example.org:3478?transport=udp."
            yield Mistake("turn_urls", str(error), remedy)
    if len(settings.turn_urls) > TURN_URLS_MOST:
        said = f"More than {TURN_URLS_MOST} of them slow every browser down."
        yield Mistake("turn_urls", said, "One for each of UDP, TCP and TLS is enough.")
    secret = settings.turn_secret.get_secret_value()
    if settings.turn_urls and not secret:
        yield Mistake("turn_secret", "None is given.", "It is the server's static-auth-secret.")
    elif secret and not settings.turn_urls:
        yield Mistake("turn_urls", "There is a secret, and no server.", "Give both or neither.")
    elif 0 < len(secret) < SECRET_LENGTH:
        # Whoever was ever given a credential can try secrets for it at home.
        said = f"It is shorter than {SECRET_LENGTH} characters."
        yield Mistake("turn_secret", said, "Make one with: openssl rand -hex 32")

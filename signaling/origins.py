"""Which pages may speak to us, judged by the Origin that their browser reports (RFC 6454).

No cookie is ever read here, so a foreign page gains nothing by a forged request; but a page that
was rebound to our address by DNS would pass for our own.  Hence a `Host` counts as ours only if
it is the public URL's, a loopback name, or a literal address, none of which DNS can turn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

from yarl import URL


@dataclass(frozen=True, slots=True)
class Place:
    """How a request says it reached us."""

    scheme: str
    host: str
    """The `Host` header, with the port if it has one."""


@dataclass(frozen=True, slots=True)
class Origins:
    """`public_url` is empty if there is none; `allowed` are the operator's."""

    public_url: str
    allowed: frozenset[str]

    def admit(self, origin: str | None, place: Place, more: Iterable[str] = ()) -> bool:
        """Return whether a page from `origin` may speak to us; `more` are its room's origins.

        What sends no Origin is no browser's page, and has no one's rights to borrow.
        """
        if origin is None:
            return True
        return (
            self.is_own(origin, place)
            or origin in self.allowed
            or any(origin == one for one in more)
        )

    def is_own(self, origin: str, place: Place) -> bool:
        """Return whether `origin` is ours, whatever DNS says today."""
        if self.public_url and origin == origin_of(self.public_url):
            return True
        return origin == f"{place.scheme}://{place.host}" and is_steady(hostname(place.host))

    def is_public(self, place: Place) -> bool:
        """Return whether the request came by the public URL's name."""
        return bool(self.public_url) and hostname(place.host) == URL(self.public_url).host

    def is_near(self, place: Place) -> bool:
        """Return whether the request came over this machine's loopback, by its name or number."""
        return is_loopback(hostname(place.host))


def origin_of(url: str) -> str:
    """Return the origin of a URL as browsers write it: without the scheme's usual port."""
    return str(URL(url).origin())


def hostname(host: str) -> str:
    """Return the name in a `Host` header, or '' if there is none.  Total."""
    try:
        return URL(f"http://{host}").host or ""
    except (ValueError, IndexError):  # yarl 1.25 has no word of its own for `[]@`
        return ""


def is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, section 6.3
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_steady(host: str) -> bool:
    """Return whether no DNS server decides where `host` leads."""
    if is_loopback(host):
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True

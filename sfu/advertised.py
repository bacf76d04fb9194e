"""Where browsers are told to come, as an operator writes it."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from sfu.ids import Address


@dataclass(frozen=True, slots=True)
class Advertised:
    """A numeric address, and a port if it is another there than here.

    Behind NAT one outer port is led to both of ours, by UDP and by TCP.
    """

    host: str
    port: int | None = None

    def at(self, port: int) -> Address:
        """Return where a browser finds our `port`."""
        return self.host, self.port or port


def parse(text: str) -> Advertised:
    """Read `203.0.113.7`, `203.0.113.7:40000`, `2001:db8::7` or `[2001:db8::7]:40000`.

    Raises ValueError, with a sentence, for whatever no browser can come to.
    """
    host, port = _divided(text)
    try:
        address = ip_address(host)
    except ValueError:
        raise ValueError(f"{text!r} is not an IP address.") from None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        raise ValueError(f"{text!r} is an IPv4 address: write it as {address.ipv4_mapped}.")
    if address.is_unspecified or address.is_multicast:
        raise ValueError(f"{text!r} is nobody's address.")
    if address.is_link_local:
        raise ValueError(f"{text!r} means nothing beyond its own cable.")
    return Advertised(str(address), port)


def _divided(text: str) -> tuple[str, int | None]:
    if text.startswith("["):
        host, bracket, rest = text[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise ValueError(f"{text!r} is not an IP address.")
        return host, _port(rest[1:], text) if rest else None
    if text.count(":") == 1:
        host, _, port = text.partition(":")
        return host, _port(port, text)
    return text, None


def _port(digits: str, text: str) -> int:
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits[:6]) < 65536):
        raise ValueError(f"{text!r} has no port from 1 to 65535.")
    return int(digits)

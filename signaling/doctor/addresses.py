"""The addresses: where browsers are told to come."""

from ipaddress import ip_address

from sfu.interfaces import host_addresses
from signaling.doctor.finding import Finding, Health
from signaling.settings import Settings


def advertise(settings: Settings) -> Finding:
    wide = ip_address(settings.media_host).version == 6
    addresses = settings.advertise or host_addresses(ipv6=wide)
    said = ", ".join(addresses)
    parsed = [ip_address(address) for address in addresses]
    if all(address.is_loopback for address in parsed):
        remedy = "Firefox takes no loopback address: connect a network, or set --advertise."
        return Finding(Health.WARN, "advertise", said or "none", remedy)
    if settings.exposed and not any(address.is_global for address in parsed):
        remedy = "None is public. Behind NAT, set --advertise to the public address."
        return Finding(Health.WARN, "advertise", said, remedy)
    return Finding(Health.OK, "advertise", said)


def public_url(settings: Settings) -> Finding:
    if not settings.public_url:
        if settings.exposed:
            remedy = "Others need https, or browsers give no camera: set --public-url."
            return Finding(Health.WARN, "public url", "none", remedy)
        return Finding(Health.OK, "public url", "none: for this machine alone")
    if settings.public_url.startswith("http://"):
        remedy = "Browsers give no camera by plain http: put a TLS proxy in front."
        return Finding(Health.WARN, "public url", settings.public_url, remedy)
    return Finding(Health.OK, "public url", settings.public_url)

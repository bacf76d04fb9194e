"""The addresses: where browsers are told to come, and where they are not."""

from ipaddress import ip_address

from sfu import advertised
from sfu.interfaces import host_addresses
from signaling.doctor.finding import Finding, Health
from signaling.settings import Settings


def advertise(settings: Settings) -> Finding:
    addresses = told(settings)
    said = ", ".join(addresses)
    parsed = [ip_address(advertised.parse(address).host) for address in addresses]
    if all(address.is_loopback for address in parsed):
        remedy = "Firefox takes no loopback address: connect a network, or set --advertise."
        return Finding(Health.WARN, "advertise", said or "none", remedy)
    if settings.exposed and not any(address.is_global for address in parsed):
        remedy = "None is public. Behind NAT, set --advertise to the public address."
        return Finding(Health.WARN, "advertise", said, remedy)
    return Finding(Health.OK, "advertise", said)


def ipv6(settings: Settings) -> Finding:
    """Miss IPv6 where the machine has it and browsers are not told."""
    here = [each for each in host_addresses(ipv6=True) if _is_public_ipv6(each)]
    hosts = [advertised.parse(each).host for each in told(settings)]
    if ipv6 := [each for each in hosts if ip_address(each).version == 6 and each != "::1"]:
        return Finding(Health.OK, "ipv6", f"advertised: {', '.join(ipv6)}")
    if here:
        said = f"this machine has {here[0]}, and no browser is told"
        way = "--advertise" if settings.advertise else "--media-host to ::, beside"
        remedy = (
            "Phone networks often have IPv4 only behind a translator that is slower and forgets: "
            f"set {way} {here[0]}."
        )
        return Finding(Health.WARN, "ipv6", said, remedy)
    return Finding(Health.OK, "ipv6", "none that is public: browsers come by IPv4")


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


def told(settings: Settings) -> tuple[str, ...]:
    """Return the addresses that browsers are told, as `advertise` writes them."""
    host = ip_address(settings.media_host)
    bound = (
        host_addresses(ipv6=host.version == 6) if host.is_unspecified else (settings.media_host,)
    )
    return settings.advertise or bound


def _is_public_ipv6(address: str) -> bool:
    parsed = ip_address(address)
    return parsed.version == 6 and parsed.is_global

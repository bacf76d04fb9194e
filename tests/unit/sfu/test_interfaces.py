"""Promise: what we advertise by ourselves is numeric, distinct, and loopback comes last."""

from ipaddress import ip_address

import pytest

from sfu.interfaces import host_addresses


@pytest.mark.parametrize("ipv6", [False, True])
def test_addresses_are_usable_as_candidates(ipv6: bool) -> None:  # noqa: FBT001
    hosts = [ip_address(host) for host in host_addresses(ipv6=ipv6)]

    assert len(set(hosts)) == len(hosts) > 0
    assert not any(host.is_link_local for host in hosts)
    assert ipv6 or all(host.version == 4 for host in hosts)
    loopback = [host.is_loopback for host in hosts]
    assert loopback == sorted(loopback)
    assert any(loopback)

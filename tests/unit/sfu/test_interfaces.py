"""Promise: what we advertise by ourselves is usable, the best first, and no family keeps the other waiting."""

from ipaddress import ip_address
from pathlib import Path

import pytest

from sfu import interfaces
from sfu.interfaces import host_addresses

TABLE = """\
20010db8000000000000000000000007 02 40 00 80     eth0
20010db8000000000000000000000bad 02 40 00 01     eth0
20010db8000000000000000000000dad 02 40 00 20     eth0
"""


@pytest.mark.parametrize("ipv6", [False, True])
def test_addresses_are_usable_as_candidates(ipv6: bool) -> None:  # noqa: FBT001
    hosts = [ip_address(host) for host in host_addresses(ipv6=ipv6)]

    assert len(set(hosts)) == len(hosts) > 0
    assert not any(host.is_link_local for host in hosts)
    assert ipv6 or all(host.version == 4 for host in hosts)
    loopback = [host.is_loopback for host in hosts]
    assert loopback == sorted(loopback)
    assert any(loopback)


def found(monkeypatch: pytest.MonkeyPatch, *hosts: str) -> tuple[str, ...]:
    monkeypatch.setattr(interfaces, "_addresses", lambda: map(ip_address, hosts))
    return host_addresses(ipv6=True)


def test_public_ones_come_first_and_the_families_take_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine = ["127.0.0.1", "::1", "10.0.0.5", "fd00::2", "1.1.1.1", "1.0.0.1", "2606:4700::1"]

    assert found(monkeypatch, *machine, "fe80::1") == (
        *("2606:4700::1", "1.0.0.1", "1.1.1.1"),
        *("fd00::2", "10.0.0.5"),
        *("::1", "127.0.0.1"),
    )


def test_what_is_about_to_pass_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table = tmp_path / "if_inet6"
    monkeypatch.setattr(interfaces, "IPV6_TABLE", table)
    machine = [f"2001:db8::{end}" for end in ("7", "bad", "dad")]
    assert len(found(monkeypatch, *machine)) == 3, "not a Linux"

    table.write_text(TABLE)
    assert found(monkeypatch, *machine) == ("2001:db8::7",)

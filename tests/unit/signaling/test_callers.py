"""Whoever calls is counted under their own network, and nobody can pass for somebody else."""

from ipaddress import ip_address, ip_network

import pytest
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from signaling.callers import caller

PROXIES = ("10.0.0.0/24", "2001:db8:1::7")


class _Transport:
    def __init__(self, host: str) -> None:
        self._host = host

    def get_extra_info(self, name: str, default: object = None) -> object:
        return (self._host, 4711) if name == "peername" else default


def called(remote: str, *forwarded: str, proxies: tuple[str, ...] = PROXIES) -> str | None:
    headers = CIMultiDict([("X-Forwarded-For", each) for each in forwarded])
    request = make_mocked_request("GET", "/", headers=headers, transport=_Transport(remote))
    return caller(request, proxies)


def test_a_host_of_the_internet_is_counted_by_its_address() -> None:
    assert called("8.8.8.8") == "8.8.8.8"
    assert called("::ffff:8.8.8.8") == "8.8.8.8", "as a socket for both families writes it"


def test_all_addresses_of_one_household_are_one_caller() -> None:
    assert called("2a00:1450:1:2:3::4") == called("2a00:1450:1:ff:9::9") == "2a00:1450:1::/56"
    assert called("2a00:1450:1:102::1") == "2a00:1450:1:100::/56"


@pytest.mark.parametrize("near", ["127.0.0.1", "192.168.1.9", "10.9.9.9", "fe80::1", "fd00::1"])
def test_this_machine_and_private_networks_are_nobody_in_particular(near: str) -> None:
    assert called(near) is None


def test_only_a_trusted_proxy_is_believed() -> None:
    assert called("8.8.8.8", "9.9.9.9") == "8.8.8.8"
    assert called("10.0.0.3", "9.9.9.9") == "9.9.9.9"
    assert called("2001:db8:1::7", "9.9.9.9") == "9.9.9.9"
    assert called("10.0.0.3", "9.9.9.9", proxies=()) is None


def test_the_last_address_that_no_proxy_of_ours_has_counts() -> None:
    assert called("10.0.0.3", "1.1.1.1, 9.9.9.9, 10.0.0.4") == "9.9.9.9"
    assert called("10.0.0.3", "1.1.1.1", "9.9.9.9") == "9.9.9.9", "headers follow each other"


def test_a_proxy_that_says_nothing_sensible_is_nobody_in_particular() -> None:
    for nonsense in ("", "unknown", "9.9.9.9:80:80", "<script>", "1.1.1.1, _hidden"):
        assert called("10.0.0.3", nonsense) is None


@given(st.ip_addresses(), st.lists(st.text("0123456789abcdef.:, []x", max_size=60), max_size=4))
def test_no_header_of_a_stranger_changes_anything(remote: object, forwarded: list[str]) -> None:
    if any(ip_address(str(remote)) in ip_network(each) for each in PROXIES):
        return
    assert called(str(remote), *forwarded) == called(str(remote))

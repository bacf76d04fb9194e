"""Nobody gets anywhere through the TURN server but to our media: the server as we ship its settings."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from node.ice_server import IceServer
from signaling import turn_wire
from signaling.turn import Turn, password
from signaling.turn_client import TurnClient
from signaling.turn_url import parse
from signaling.turn_wire import Address, Kind, Method
from tests.support.certificate import Certificate
from tests.support.coturn import RELAY_PORTS, SECRET, Coturn

FORBIDDEN, WRONG_FAMILY, NO_FAMILY, QUOTA, NO_SUCH_TRANSPORT, UNPROVEN = (
    403,
    443,
    440,
    486,
    442,
    401,
)

THIS_MACHINE = ["127.0.0.1", "127.1.2.3", "0.0.0.0"]
NEIGHBORS = [
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254"),
    *("198.51.100.1", "8.8.8.8", "224.0.0.251", "255.255.255.255"),
]
BY_IPV6 = [
    *("::1", "::", "::ffff:127.0.0.1", "::ffff:0.0.0.0", "::ffff:169.254.169.254", "::127.0.0.1"),
    *("64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1", "fd00::1", "ff02::1", "2001:db8::1"),
]
WAYS = ["udp", "tcp", "tls"]
CHANNEL = (Kind.CHANNEL_NUMBER, b"\x40\x00\x00\x00")


@pytest.fixture
def credential() -> IceServer:
    return Turn(("turn:unused",), SECRET.encode(), time.time).ice_servers()[0]


@pytest.fixture(params=WAYS)
def client(
    request: pytest.FixtureRequest,
    turn_server: Coturn,
    turn_certificate: Certificate,
    credential: IceServer,
) -> Iterator[TurnClient]:
    url = parse(getattr(turn_server, request.param))
    with TurnClient(url, credential, trust=turn_certificate.trust) as opened:
        yield opened


@pytest.fixture
def ear() -> Iterator[socket.socket]:
    """Some other service of this machine, open on every address."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind(("0.0.0.0", 0))
        opened.settimeout(5)
        yield opened


def by_udp(turn_server: Coturn, credential: IceServer) -> TurnClient:
    return TurnClient(parse(turn_server.udp), credential)


def expiring(at: float, secret: str = SECRET) -> IceServer:
    username = f"{int(at)}:00112233445566ff"
    return IceServer(("turn:unused",), username, password(username, secret.encode()))


def refusals(client: TurnClient, peer: Address) -> set[int]:
    permission = client.ask_peer(Method.CREATE_PERMISSION, peer)
    channel = client.ask_peer(Method.CHANNEL_BIND, peer, CHANNEL)
    return {permission.error, channel.error}


def test_our_media_is_reached_and_answers(
    client: TurnClient, ear: socket.socket, here: str
) -> None:
    """And sees the relay's address, by UDP, whichever way the browser came."""
    relayed = client.allocate().address(Kind.XOR_RELAYED_ADDRESS)
    media = (here, ear.getsockname()[1])

    assert client.ask_peer(Method.CREATE_PERMISSION, media).is_success
    client.send(media, b"a check")
    data, source = ear.recvfrom(100)
    ear.sendto(b"an answer", source)

    assert (data, source) == (b"a check", relayed)
    assert client.receive().attributes[Kind.DATA] == b"an answer"
    low, high = map(int, RELAY_PORTS.split("-"))
    assert low <= source[1] <= high


def test_nobody_else_is_reached(client: TurnClient) -> None:
    assert client.allocate().is_success
    for host in [*THIS_MACHINE, *NEIGHBORS]:
        assert refusals(client, (host, 80)) == {FORBIDDEN}, host


def test_nobody_is_reached_by_an_address_of_the_other_family(client: TurnClient) -> None:
    assert client.allocate().is_success
    for host in BY_IPV6:
        assert refusals(client, (host, 80)) == {WRONG_FAMILY}, host


def test_nobody_is_reached_by_ipv6(client: TurnClient) -> None:
    allocated = client.allocate(turn_wire.family(6))
    if allocated.error == NO_FAMILY:
        return  # Nor by an allocation that a machine without IPv6 cannot give.
    assert allocated.is_success
    for host in BY_IPV6:
        assert refusals(client, (host, 80)) == {FORBIDDEN}, host


def test_what_is_sent_without_asking_goes_nowhere(
    client: TurnClient, ear: socket.socket, here: str
) -> None:
    port = ear.getsockname()[1]
    client.allocate()
    for host in [*THIS_MACHINE, here]:
        client.send((host, port), f"to {host}".encode())
    assert client.ask_peer(Method.CREATE_PERMISSION, (here, port)).is_success
    for host in THIS_MACHINE:
        client.send((host, port), f"to {host}, after asking for {here}".encode())
    client.send((here, port), b"allowed")

    assert ear.recv(100) == b"allowed"


def test_nobody_is_connected_to_by_tcp(client: TurnClient, here: str) -> None:
    assert client.allocate(protocol=turn_wire.TCP).error == NO_SUCH_TRANSPORT
    assert client.allocate().is_success
    for host in [here, "127.0.0.1", "169.254.169.254"]:
        answer = client.ask_peer(Method.CONNECT, (host, 80))
        assert answer.error
        assert not answer.is_success


def test_without_our_credentials_nothing_is_given(
    turn_server: Coturn, credential: IceServer
) -> None:
    now = time.time()
    later = f"{int(now) + 86_400}:{credential.username.partition(':')[2]}"
    for wrong in (
        None,
        replace_password(credential, "guessed"),
        expiring(now + 600, secret="of another service's, 0123456789abcdef"),
        expiring(now - 1),
        IceServer((), later, credential.credential),
        IceServer((), "lena", "lena"),
        IceServer((), "", ""),
    ):
        with TurnClient(parse(turn_server.udp), wrong) as client:
            assert client.allocate().error == UNPROVEN, wrong


def replace_password(credential: IceServer, text: str) -> IceServer:
    return IceServer(credential.urls, credential.username, text)


def test_a_call_outlives_its_credential(turn_server: Coturn) -> None:
    """So that ten minutes are enough: the time is looked at when a browser first proves itself."""
    short = expiring(time.time() + 1)
    with by_udp(turn_server, short) as call:
        assert call.allocate().is_success
        give_up = time.monotonic() + 20
        while not is_refused(turn_server, short):
            assert time.monotonic() < give_up, "it never expired"
            time.sleep(0.05)  # There is no event to wait for: it is another process's clock.
        assert call.request(Method.REFRESH).is_success


def is_refused(turn_server: Coturn, credential: IceServer) -> bool:
    with by_udp(turn_server, credential) as late:
        return late.allocate().error == UNPROVEN


def test_one_credential_buys_so_many_allocations_and_no_more(
    turn_server: Coturn, credential: IceServer
) -> None:
    with ExitStack() as all_of_them:
        clients = [all_of_them.enter_context(by_udp(turn_server, credential)) for _ in range(17)]
        assert [one.allocate().error for one in clients] == [0] * 16 + [QUOTA]


def test_a_stranger_is_told_little(turn_server: Coturn) -> None:
    """An answer to a forged sender is no weapon: 20 bytes of theirs become 40 of ours."""
    asked = turn_wire.request(Method.BINDING, bytes(12), ())[:2] + bytes(2)
    asked += turn_wire.COOKIE.to_bytes(4) + bytes(12)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.settimeout(5)
        stranger.sendto(asked, (turn_server.host, turn_server.port))
        answer = stranger.recv(1500)
    told = turn_wire.parse(answer)

    assert told is not None
    assert set(told.attributes) == {Kind.XOR_MAPPED_ADDRESS, Kind.FINGERPRINT}
    assert len(answer) <= 2 * len(asked)


def test_there_is_no_command_line(turn_server: Coturn) -> None:
    del turn_server
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 5766), timeout=5).close()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_old_tls_is_not_spoken(turn_server: Coturn, turn_certificate: Certificate) -> None:
    """Nor refused: this server says nothing to it at all."""
    spoken = {}
    for version, patience in [(ssl.TLSVersion.TLSv1_1, 0.5), (ssl.TLSVersion.TLSv1_2, 10)]:
        context = turn_certificate.trust
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        with socket.create_connection(
            (turn_server.host, turn_server.tls_port), timeout=patience
        ) as plain:
            try:
                with context.wrap_socket(plain, server_hostname=turn_server.host) as sealed:
                    spoken[version] = sealed.version()
            except OSError:
                spoken[version] = None

    assert spoken == {ssl.TLSVersion.TLSv1_1: None, ssl.TLSVersion.TLSv1_2: "TLSv1.2"}


def test_a_call_leaves_no_trace_in_the_log(
    client: TurnClient, turn_server: Coturn, credential: IceServer, here: str
) -> None:
    """What is refused and what breaks does: names that mean nothing, and addresses."""
    before = turn_server.log.stat().st_size
    client.allocate()
    client.ask_peer(Method.CREATE_PERMISSION, (here, 80))
    client.send((here, 80), b"a check")
    client.request(Method.REFRESH, (Kind.LIFETIME, bytes(4)))
    log = turn_server.log.read_text()

    assert f":{client.port}" not in log[before:]
    assert credential.username not in log
    assert SECRET not in log

"""The program: it starts with one command, says what is wrong in words, and ends when told."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.support.program import PROGRAM, environment_of, serving


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return environment_of(tmp_path / "data")


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_links_that_work_and_stops_at_once(
    environment: dict[str, str], number: signal.Signals
) -> None:
    with serving(environment) as node:
        assert node.get("/readyz") == {"status": "ready"}
        assert node.exchange("facilitator")
        assert node.exchange("client")

        node.process.send_signal(number)
        assert node.process.wait(20) == 0
        assert node.process.stderr is not None
        log = node.process.stderr.read()
        assert "stopped" in log
        assert "Traceback" not in log
        for link in node.links.values():
            assert link.partition("#k=")[2] not in log


def test_after_a_power_cut_the_same_links_work(environment: dict[str, str]) -> None:
    with serving(environment) as node:
        links = node.links
        node.process.kill()
        node.process.wait(10)
    with serving(environment) as again:
        paths = {role: link.partition("/r/")[2] for role, link in links.items()}
        assert {role: link.partition("/r/")[2] for role, link in again.links.items()} == paths
        assert again.exchange("facilitator")


def test_rooms_and_tokens_are_made_beside_a_running_node(environment: dict[str, str]) -> None:
    with serving(environment) as node:
        made = run(environment, "room", "create", "Friday group", "--json")
        room = json.loads(made.stdout)
        assert room["name"] == "Friday group"
        token = run(
            environment,
            *("token", "create", "--room", room["id"], "--role", "observer", "--name", "Ash"),
        )
        assert token.stdout.count(".") == 2

        key = room["client_url"].partition("#k=")[2]
        request = urllib.request.Request(
            f"{node.origin}/v1/rooms/{room['id']}/exchange",
            method="POST",
            data=json.dumps({"key": key}).encode(),
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 200


def test_two_nodes_never_share_a_data_directory(environment: dict[str, str]) -> None:
    with serving(environment):
        second = run(environment, "serve")

    assert second.returncode == 1
    assert "another holdspace is serving" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM], ids=["tcp", "udp"])
def test_a_port_that_is_taken_is_named(
    environment: dict[str, str], kind: socket.SocketKind
) -> None:
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        if kind is socket.SOCK_STREAM:
            taken.listen()
        port = taken.getsockname()[1]
        name = "HOLDSPACE_PORT" if kind is socket.SOCK_STREAM else "HOLDSPACE_MEDIA_PORT"
        more = {name: str(port), "HOLDSPACE_MEDIA_HOST": "127.0.0.1"}
        refused = run({**environment, **more}, "serve")

    assert refused.returncode == 1
    assert str(port) in refused.stderr
    assert "in use" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_port_is_taken_before_what_takes_long_is_loaded() -> None:
    slow = ("aiohttp", "aiortc", "structlog", "signaling.serving", "signaling.doctor")
    asked = f"import sys, signaling.cli; print([it for it in {slow} if it in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True
    )

    assert told.stdout == "[]\n"


def test_wrong_settings_are_explained_and_start_nothing(environment: dict[str, str]) -> None:
    refused = run({**environment, "HOLDSPACE_PUBLIC_URL": "rooms.example.org"}, "serve")

    assert refused.returncode == 1
    assert "public_url (HOLDSPACE_PUBLIC_URL)" in refused.stderr
    assert not Path(environment["HOLDSPACE_DATA_DIR"]).exists()


def test_settings_are_shown_without_their_secrets(environment: dict[str, str]) -> None:
    secret = "s" * 40
    shown = run({**environment, "HOLDSPACE_API_KEYS": f"clinic:{secret}"}, "config", "check")

    assert shown.returncode == 0
    assert "clinic:*******" in shown.stdout
    assert secret not in shown.stdout + shown.stderr


def test_a_damaged_master_key_is_said_not_replaced(environment: dict[str, str]) -> None:
    run(environment, "room", "create", "x")
    key = Path(environment["HOLDSPACE_DATA_DIR"]) / "keys" / "master.key"
    key.write_text("damaged")

    refused = run(environment, "serve")

    assert refused.returncode == 1
    assert "master" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert key.read_text() == "damaged"


def test_no_room_no_token(environment: dict[str, str]) -> None:
    refused = run(
        environment, "token", "create", "--room", "0" * 32, "--role", "client", "--name", "x"
    )

    assert refused.returncode == 1
    assert "There is no room" in refused.stderr


def test_the_doctor_says_what_to_do_and_fails_if_something_must_be_done(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "a file"
    file.write_text("")
    ill = run({**environment, "HOLDSPACE_DATA_DIR": str(file / "data")}, "doctor")

    assert ill.returncode == 1
    assert "fail  data directory" in ill.stdout
    assert "--data-dir" in ill.stdout


def test_the_doctor_asks_a_running_node(environment: dict[str, str], tmp_path: Path) -> None:
    with serving(environment, "--advertise", "127.0.0.1,::1") as node:
        port = node.origin.rpartition(":")[2]
        told = run({**environment, "HOLDSPACE_PORT": port}, "doctor")
        strange = run(
            {**environment, "HOLDSPACE_PORT": port}, "doctor", "--data-dir", str(tmp_path / "other")
        )

    assert f"port {port}/tcp: taken: a node is running" in told.stdout
    assert "ok    browsers now: 0 by tcp, 0 by udp" in told.stdout
    answered = [line for line in told.stdout.splitlines() if "answers a browser's check" in line]
    assert len(answered) == 2, "what the node was told, not what the doctor was"
    assert "warn  media: not tried" in strange.stdout

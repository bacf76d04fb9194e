"""The service itself, as a person starts it: `holdspace serve` in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from tests.browser.ports import free_tcp_port, free_udp_port, wait_for_port
from tests.support.mortal import MORTAL

KEY_ID: Final = "browser-tests"
KEY_SECRET: Final = "of-no-use-anywhere-else-0123456789"
NO_MORE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Links:
    """A room and the ways into it."""

    room: str
    facilitator: str
    client: str
    observer: str


class Server:
    """One node with the embedded store.  It may be killed and started again on the same data.

    `more` are settings beside the usual ones, as variables.
    """

    def __init__(
        self,
        data: Path,
        *,
        program: Sequence[str] = ("-m", "signaling.cli", "serve"),
        media_by_tcp: bool = False,
        advertise: str = "",
        host: str = "127.0.0.1",
        more: Mapping[str, str] = NO_MORE,
    ) -> None:
        self._data = data
        self._program = program
        self._more = more
        self.port = free_tcp_port()
        self.media_port = free_udp_port()
        self.media_tcp_port = free_tcp_port() if media_by_tcp else 0
        self._advertise = advertise
        self._host = host
        self.log = data / "serve.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None, "the server is not running"
        return self._process.pid

    def start(self) -> None:
        settings = {
            "HOLDSPACE_HOST": self._host,
            "HOLDSPACE_PORT": str(self.port),
            "HOLDSPACE_MEDIA_PORT": str(self.media_port),
            "HOLDSPACE_MEDIA_TCP_PORT": str(self.media_tcp_port),
            "HOLDSPACE_ADVERTISE": self._advertise,
            "HOLDSPACE_DATA_DIR": str(self._data),
            "HOLDSPACE_API_KEYS": f"{KEY_ID}:{KEY_SECRET}",
            "PYTHONDONTWRITEBYTECODE": "",  # as installed: it is compiled once, not at every start
            **self._more,
        }
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*MORTAL, sys.executable, *self._program],
                env=os.environ | settings,
                stdout=log,
                stderr=log,
            )
        try:
            wait_for_port(self.port, 20)
            self._wait_until_ready()
        except BaseException as error:
            self.kill()
            error.add_note(f"The server said: {self.log.read_text()[-4000:]}")
            raise

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None, "the server is not running"
        self._process.kill()
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """End it as an operator would."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self._process = None

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Use the HTTP API as an embedder does."""
        request = urllib.request.Request(
            f"{self.url}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {KEY_ID}:{KEY_SECRET}",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer) if answer.status != 204 else None

    def make_room(self, name: str = "Thursday skills group", **more: Any) -> Links:
        made = self.call("POST", "/v1/rooms", {"name": name, **more})
        return Links(made["id"], made["facilitator_url"], made["client_url"], made["observer_url"])

    def token(self, room: str, role: str, name: str) -> str:
        body = {"role": role, "name": name}
        return str(self.call("POST", f"/v1/rooms/{room}/tokens", body)["token"])

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + 10
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/readyz", timeout=2).close()
            except (urllib.error.URLError, TimeoutError):
                assert time.monotonic() < deadline, "the server did not become ready"
                time.sleep(0.05)
            else:
                return

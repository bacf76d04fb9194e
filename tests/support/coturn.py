"""The real TURN server, run with the configuration that we ship."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.browser.ports import free_tcp_port, wait_for_port
from tests.support.certificate import Certificate
from tests.support.mortal import MORTAL

SHIPPED: Final = Path("deploy/coturn/turnserver.conf")
SECRET: Final = "of-no-use-anywhere-else-0123456789"
RELAY_PORTS: Final = "61000-64999"
"""Those of the shipped configuration: from these it speaks to peers."""


@dataclass(frozen=True, slots=True)
class Coturn:
    """A running server, and how it is reached at `host`."""

    host: str
    port: int
    tls_port: int
    log: Path

    @property
    def udp(self) -> str:
        return f"turn:{self.host}:{self.port}?transport=udp"

    @property
    def tcp(self) -> str:
        return f"turn:{self.host}:{self.port}?transport=tcp"

    @property
    def tls(self) -> str:
        return f"turns:{self.host}:{self.tls_port}?transport=tcp"


@contextmanager
def coturn(folder: Path, *, host: str, peer: str, certificate: Certificate) -> Iterator[Coturn]:
    """Run a server that may reach `peer` alone; skip where there is none to run."""
    program = shutil.which("turnserver")
    if program is None:
        pytest.skip("turnserver is not installed: see scripts/browsers.sh")
    running = Coturn(host, free_tcp_port(), free_tcp_port(), folder / "turnserver.log")
    yours = {
        "static-auth-secret": SECRET,
        "allowed-peer-ip": peer,
        "cert": str(certificate.write(folder)),
        "pkey": str(certificate.write_key(folder)),
        "listening-port": str(running.port),
        "tls-listening-port": str(running.tls_port),
    }
    file = folder / "turnserver.conf"
    file.write_text(filled_in(SHIPPED.read_text(), yours))
    # Where it keeps its files is the package's business, not the configuration's.
    files = [f"--pidfile={folder / 'turnserver.pid'}", f"--userdb={folder / 'turndb'}"]
    with running.log.open("wb") as log:
        process = subprocess.Popen(
            [*MORTAL, program, "-c", str(file), *files], cwd=folder, stdout=log, stderr=log
        )
    try:
        wait_for_port(running.port, 20, host)
        yield running
    finally:
        process.terminate()
        process.wait(10)


def filled_in(text: str, yours: Mapping[str, str]) -> str:
    """Return the configuration with an operator's values, each where the shipped one has its own."""
    for name, value in yours.items():
        text, count = re.subn(rf"(?m)^{name}=.*$", f"{name}={value}", text)
        assert count == 1, f"{name} stands {count} times in {SHIPPED}"
    return text

"""Free ports, and waiting for somebody to listen on one."""

import socket
import time


def free_tcp_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def free_udp_port() -> int:
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.bind(("0.0.0.0", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, seconds: float, host: str = "127.0.0.1") -> None:
    """Return once somebody listens on `port` of this machine."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)  # There is no event to wait for: the listener is another process.
        else:
            return

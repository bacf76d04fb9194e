"""Listening: the port is taken before anything else is done.

From then on the kernel keeps whoever calls until somebody answers.  After a crash everybody calls
at once; refused, each would wait longer and longer before they call again.
"""

import socket
from typing import Final

from signaling.settings import Settings

BACKLOG: Final = 256
"""Callers kept meanwhile: several full rooms, and a load balancer's probes."""


class CannotListen(Exception):
    """The port is somebody else's, or not ours to take."""


def listen(settings: Settings) -> socket.socket:
    """Return the socket people call on; whoever gets it closes it."""
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise CannotListen(
            f"Cannot listen on {settings.host} port {settings.port}: {error.strerror}. "
            "Stop what uses it, or choose another with --port or HOLDSPACE_PORT."
        ) from error

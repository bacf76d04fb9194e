"""A node of ours that runs already, where this one would."""

from http.client import HTTPConnection, HTTPException

from signaling.settings import Settings


def is_running(settings: Settings) -> bool:
    """Return whether a node of ours answers where this one would."""
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
    connection = HTTPConnection(host, settings.port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().getheader("Server") == "holdspace"
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()

"""A node of ours that runs already, where this one would."""

from http.client import HTTPConnection, HTTPException
from typing import Final

from signaling.settings import Settings

LOOPBACK: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where any address is served
PATIENCE: Final = 2.0  # seconds


def authority(settings: Settings) -> str:
    """Return host and port as they stand in a URL."""
    host = LOOPBACK.get(settings.host, settings.host)
    return f"[{host}]:{settings.port}" if ":" in host else f"{host}:{settings.port}"


def is_running(settings: Settings) -> bool:
    """Return whether a node of ours answers where this one would."""
    return read(settings, "/healthz") is not None


def read(settings: Settings, path: str) -> str | None:
    """Return what our node says there, or None."""
    host = LOOPBACK.get(settings.host, settings.host)
    connection = HTTPConnection(host, settings.port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        ours = response.getheader("Server") == "holdspace"
        return response.read().decode() if ours else None
    except (OSError, HTTPException, UnicodeDecodeError):
        return None
    finally:
        connection.close()

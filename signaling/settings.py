"""Settings: one typed value, read once (`setting_sources`) and checked once (`setting_rules`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

import typed_settings as ts

from node.bounds import USUAL, Bounds
from signaling.origins import is_loopback

SECRETS: Final = frozenset({"api_keys", "turn_secret"})
MASK: Final = "*******"


@dataclass(frozen=True, slots=True)
class Settings:
    host: str = "127.0.0.1"
    port: int = 8080
    media_host: str = "::"
    """Browsers reach the media port by any address, of both families where the machine has both."""
    media_port: int = 7882
    media_tcp_port: int = 0
    """For browsers whose network lets no UDP through; 0: there is none."""
    advertise: tuple[str, ...] = ()
    """Where browsers are told to send media, best first; empty: all addresses of this machine."""
    data_dir: Path = Path("data")
    public_url: str = ""
    api_keys: tuple[ts.types.Secret[str], ...] = ()
    open_creation: bool | None = None
    """May a visitor start a room?  None: only on this machine alone."""
    allowed_origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    """Networks of reverse proxies, whose X-Forwarded-For says who calls."""
    max_rooms: int = USUAL.rooms
    max_browsers: int = USUAL.browsers
    sockets_per_address: int = 256
    """Open at once: a clinic's whole house may be behind one address."""
    joins_per_address: int = 300
    """A minute, links exchanged and sockets opened: that house after a restart, and again."""
    turn_urls: tuple[str, ...] = ()
    """The TURN server's, for browsers that reach nothing else; best first."""
    turn_secret: ts.types.Secret[str] = field(default_factory=lambda: ts.types.Secret(""))
    """What the TURN server shares with us: its `static-auth-secret`."""
    log_format: Literal["text", "json"] = "text"
    pump: str = "auto"

    @property
    def bounds(self) -> Bounds:
        return Bounds(rooms=self.max_rooms, browsers=self.max_browsers)

    @property
    def keys(self) -> Mapping[str, bytes]:
        """The API keys' secrets by their ids."""
        pairs = (key.get_secret_value().partition(":") for key in self.api_keys)
        return MappingProxyType({id_: secret.encode() for id_, _, secret in pairs})

    @property
    def origin(self) -> str:
        """The public URL as an origin, or ''."""
        return self.public_url.rstrip("/")

    @property
    def visitors_may_create(self) -> bool:
        if self.open_creation is None:
            return is_loopback(self.host) and not self.public_url
        return self.open_creation

    @property
    def exposed(self) -> bool:
        """Whether others than this machine's own user are meant to reach us."""
        return bool(self.public_url) or not is_loopback(self.host)


def described(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield every setting and its value, fit to be shown."""
    for each in fields(Settings):
        value = getattr(settings, each.name)
        if each.name == "api_keys":
            yield each.name, ", ".join(f"{id_}:{MASK}" for id_ in settings.keys)
        elif each.name in SECRETS:
            yield each.name, MASK if value.get_secret_value() else ""
        elif isinstance(value, tuple):
            yield each.name, ", ".join(value)
        else:
            yield each.name, "" if value is None else str(value)

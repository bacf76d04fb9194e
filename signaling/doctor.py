"""The doctor: whether this machine is fit to serve, and what to do where it is not."""

import os
import resource
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from recording import space
from sfu import pumps, udp
from sfu.interfaces import host_addresses
from signaling.house import recordings_home
from signaling.pages import STATIC
from signaling.setting_sources import unknown_variables
from signaling.settings import Settings

BUFFER_LIMIT: Final = Path("/proc/sys/net/core/rmem_max")
SWAPS: Final = Path("/proc/swaps")
SPACE_LEAST: Final = 512 * 1024 * 1024  # bytes; journals are small, a full disk is not
FILES_LEAST: Final = 4096
BORN: Final = 1_735_689_600  # 1 January 2025; a clock before that is not set


class Health(Enum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `remedy` is empty where all is well."""

    health: Health
    subject: str
    said: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f"\n        {self.remedy}" if self.remedy else ""
        return f"{self.health.value:<5} {self.subject}: {self.said}{remedy}"


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything, in the order in which it matters."""
    for look in LOOKS:
        yield look(settings)


def python(_: Settings) -> Finding:
    said = f"{sys.version_info.major}.{sys.version_info.minor} at {sys.executable}"
    loop = "uvloop" if find_spec("uvloop") else "asyncio's own loop"
    return Finding(Health.OK, "python", f"{said}, {loop}")


def pump(settings: Settings) -> Finding:
    name, _ = pumps.load({pumps.VARIABLE: "" if settings.pump == "auto" else settings.pump})
    return Finding(Health.OK, "pump", f"{name}: what forwards the media")


def http_port(settings: Settings) -> Finding:
    subject, at = f"port {settings.port}/tcp", (settings.host, settings.port)
    return _bound(settings, subject, "--port", socket.SOCK_STREAM, at)


def media_port(settings: Settings) -> Finding:
    subject, at = f"port {settings.media_port}/udp", (settings.media_host, settings.media_port)
    return _bound(settings, subject, "--media-port", socket.SOCK_DGRAM, at)


def media_tcp_port(settings: Settings) -> Finding:
    subject = "media by tcp"
    if settings.media_tcp_port:
        subject = f"port {settings.media_tcp_port}/tcp"
        host, port = settings.media_host, settings.media_tcp_port
        return _bound(settings, subject, "--media-tcp-port", socket.SOCK_STREAM, (host, port))
    if settings.exposed:
        remedy = "Where a firewall blocks UDP nobody can come in: set --media-tcp-port."
        return Finding(Health.WARN, subject, "none", remedy)
    return Finding(Health.OK, subject, "none: this machine lets UDP through")


def advertise(settings: Settings) -> Finding:
    wide = ip_address(settings.media_host).version == 6
    addresses = settings.advertise or host_addresses(ipv6=wide)
    said = ", ".join(addresses)
    parsed = [ip_address(address) for address in addresses]
    if all(address.is_loopback for address in parsed):
        remedy = "Firefox takes no loopback address: connect a network, or set --advertise."
        return Finding(Health.WARN, "advertise", said or "none", remedy)
    if settings.exposed and not any(address.is_global for address in parsed):
        remedy = "None is public. Behind NAT, set --advertise to the public address."
        return Finding(Health.WARN, "advertise", said, remedy)
    return Finding(Health.OK, "advertise", said)


def public_url(settings: Settings) -> Finding:
    if not settings.public_url:
        if settings.exposed:
            remedy = "Others need https, or browsers give no camera: set --public-url."
            return Finding(Health.WARN, "public url", "none", remedy)
        return Finding(Health.OK, "public url", "none: for this machine alone")
    if settings.public_url.startswith("http://"):
        remedy = "Browsers give no camera by plain http: put a TLS proxy in front."
        return Finding(Health.WARN, "public url", settings.public_url, remedy)
    return Finding(Health.OK, "public url", settings.public_url)


def data_dir(settings: Settings) -> Finding:
    folder = settings.data_dir
    subject = "data directory"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            os.fsync(file.fileno())
        left = shutil.disk_usage(folder).free
    except OSError as error:
        remedy = "Make it writable for this user, or set --data-dir."
        return Finding(Health.FAIL, subject, f"{folder}: {error.strerror}", remedy)
    said = f"{folder}, {left // 2**20} MiB free"
    if left < SPACE_LEAST:
        return Finding(Health.WARN, subject, said, "Make room: a full disk forgets sessions.")
    return Finding(Health.OK, subject, said)


def recordings(settings: Settings) -> Finding:
    home = recordings_home(settings)
    there = next((each for each in (home, *home.parents) if each.exists()), Path("/"))
    minutes = space.free(there) // space.BUSY // 60
    said = f"{home}, room for {minutes // 60} h {minutes % 60} min of a busy group"
    if minutes * 60 < space.BEGIN:
        remedy = f"Make room: with less than {space.BEGIN // 60} min nobody is asked."
        return Finding(Health.WARN, "recordings", said, remedy)
    return Finding(Health.OK, "recordings", said)


def swap(_: Settings) -> Finding:
    try:
        devices = [each.split()[0] for each in SWAPS.read_text(encoding="utf-8").splitlines()[1:]]
    except OSError:
        return Finding(Health.OK, "swap", "unknown: not a Linux, or /proc is hidden")
    # What is only in memory is not on a disk, not even compressed.
    disks = [device for device in devices if "zram" not in device]
    if disks:
        remedy = "Encrypt it, or do without: voices and keys in memory may be written there."
        return Finding(Health.WARN, "swap", ", ".join(disks), remedy)
    return Finding(Health.OK, "swap", "none on a disk")


def web_client(_: Settings) -> Finding:
    missing = [
        name for name in ("index.html", "room.html", "embed.js") if not (STATIC / name).is_file()
    ]
    if missing:
        remedy = "Build it with: make web"
        return Finding(Health.FAIL, "web client", f"not built: no {missing[0]}", remedy)
    return Finding(Health.OK, "web client", "built")


def clock(_: Settings) -> Finding:
    now = time.time()
    said = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(now))
    if now < BORN:
        return Finding(Health.FAIL, "clock", said, "Set the clock: tokens are dated by it.")
    return Finding(Health.OK, "clock", said)


def buffers(_: Settings) -> Finding:
    subject = "receive buffer"
    try:
        limit = int(BUFFER_LIMIT.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return Finding(Health.WARN, subject, "unknown: not a Linux, or /proc is hidden")
    said = f"{limit // 1024} KiB at most, {udp.BUFFER // 1024} KiB wanted"
    if limit < udp.BUFFER:
        remedy = f"As root: sysctl -w net.core.rmem_max={udp.BUFFER}"
        return Finding(Health.WARN, subject, said, remedy)
    return Finding(Health.OK, subject, said)


def files(_: Settings) -> Finding:
    limit, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    said = f"{limit} at once"
    if limit != resource.RLIM_INFINITY and limit < FILES_LEAST:
        remedy = f"One is needed per browser: ulimit -n {FILES_LEAST}"
        return Finding(Health.WARN, "open files", said, remedy)
    return Finding(Health.OK, "open files", said)


def variables(_: Settings) -> Finding:
    if unknown := unknown_variables():
        remedy = "Nothing reads them: are they misspelled?"
        return Finding(Health.WARN, "environment", ", ".join(unknown), remedy)
    return Finding(Health.OK, "environment", "no variable that nothing reads")


LOOKS: Final[tuple[Callable[[Settings], Finding], ...]] = (
    python,
    pump,
    http_port,
    media_port,
    media_tcp_port,
    advertise,
    public_url,
    data_dir,
    recordings,
    swap,
    web_client,
    clock,
    buffers,
    files,
    variables,
)


def _bound(
    settings: Settings, subject: str, flag: str, kind: socket.SocketKind, at: tuple[str, int]
) -> Finding:
    try:
        _bind(kind, *at)
    except OSError as error:
        if _is_running(settings):
            return Finding(Health.OK, subject, "taken: a node is running")
        remedy = f"Stop what uses it, or set {flag}."
        return Finding(Health.FAIL, subject, error.strerror or "cannot be had", remedy)
    return Finding(Health.OK, subject, "free")


def _bind(kind: socket.SocketKind, host: str, port: int) -> None:
    family = socket.getaddrinfo(host, port, type=kind)[0][0]
    with socket.socket(family, kind) as sock:
        if kind is socket.SOCK_STREAM:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))


def _is_running(settings: Settings) -> bool:
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

"""What commands of the program share: flags for settings, and a loop to run in.

Above is imported what settings take, and no more: see `signaling.cli`.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from rooms.errors import RoomsError
from signaling import setting_sources
from signaling.setting_rules import SettingsRefused
from signaling.settings import SECRETS, Settings
from store.errors import StoreError

HELP: Final = {
    "host": "Where to listen for HTTP.",
    "port": "Port for HTTP.",
    "media_host": "Where to listen for media; :: is IPv4 and IPv6.",
    "media_port": "Port for media, UDP.",
    "media_tcp_port": "Port for media, TCP, where UDP is blocked; 0 for none.",
    "advertise": "Where browsers send media, by comma, ADDRESS or ADDRESS:PORT; all here if empty.",
    "data_dir": "Where rooms, journals and the master key are kept.",
    "public_url": "How people reach this node, as https://rooms.example.org.",
    "open_creation": "May visitors start rooms?  Only on this machine alone, unless set.",
    "allowed_origins": "Pages that may embed every room, by comma.",
    "trusted_proxies": "Networks of reverse proxies, by comma, whose X-Forwarded-For is believed.",
    "max_rooms": "Rooms in use at once.",
    "max_browsers": "Browsers at once.",
    "sockets_per_address": "Open at once from one address of the internet.",
    "joins_per_address": "A minute, from one address of the internet.",
    "turn_urls": "The TURN server's, by comma, as turn:turn.example.org?transport=udp.",
    "log_format": "text or json.",
    "pump": "auto or python.",
}

Command = TypeVar("Command", bound=Callable[..., Any])

_T = TypeVar("_T")


def settings_flags(command: Command) -> Command:
    """Give a command `--config` and a flag for every setting that is no secret."""
    for field in reversed(fields(Settings)):
        if field.name not in SECRETS:
            flag = f"--{field.name.replace('_', '-')}"
            command = click.option(flag, field.name, default=None, help=HELP[field.name])(command)
    return click.option("--config", type=click.Path(path_type=Path), help="A TOML file.")(command)


def data_flags(command: Command) -> Command:
    """Give a command the flags by which it finds the data of a node."""
    for name in ("public_url", "port", "data_dir"):
        flag = f"--{name.replace('_', '-')}"
        command = click.option(flag, name, default=None, help=HELP[name])(command)
    return click.option("--config", type=click.Path(path_type=Path), help="A TOML file.")(command)


def settings_of(flags: dict[str, Any]) -> Settings:
    """Return the settings with what a command was given, or end the program with what is wrong."""
    file = flags.pop("config", None)
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return setting_sources.load(given, file=file)
    except SettingsRefused as refused:
        raise click.ClickException("The settings are not right.\n" + str(refused)) from refused


def at_the_store(work: Coroutine[Any, Any, _T]) -> _T:
    """Run what opens the store; what that refuses ends the program with a sentence."""
    try:
        return run(work)
    except (StoreError, RoomsError) as error:
        raise click.ClickException(f"{error}.") from error


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Run on uvloop where it is installed: it is faster and nothing else."""
    if find_spec("uvloop"):
        import uvloop  # noqa: PLC0415 - an optional extra

        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(work)
    return asyncio.run(work)

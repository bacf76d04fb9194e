"""The `holdspace` program.

Above is imported what settings take, and no more: the port is taken first of all, and each command
then brings what it needs itself.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from rooms.errors import RoomsError
from rooms.ids import RoomId
from rooms.role import Role
from sfu.errors import SfuError
from signaling import setting_sources
from signaling.listening import CannotListen, listen
from signaling.setting_rules import SettingsRefused
from signaling.settings import SECRETS, Settings, described
from store.errors import StoreError

HELP: Final = {
    "host": "Where to listen for HTTP.",
    "port": "Port for HTTP.",
    "media_host": "Where to listen for media.",
    "media_port": "Port for media, UDP.",
    "advertise": "Addresses browsers send media to, by comma; all of this machine's if empty.",
    "data_dir": "Where rooms, journals and the master key are kept.",
    "public_url": "How people reach this node, as https://rooms.example.org.",
    "open_creation": "May visitors start rooms?  Only on this machine alone, unless set.",
    "allowed_origins": "Pages that may embed every room, by comma.",
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


@click.group()
@click.version_option(package_name="holdspace")
def main() -> None:
    """Self-hosted rooms for live group sessions."""


@main.command()
@settings_flags
def serve(**flags: Any) -> None:
    """Serve this node until Ctrl-C."""
    settings = _settings(flags)
    try:
        # Whoever cannot have the port has not touched the data directory either.
        with listen(settings) as listener:
            from signaling import serving  # noqa: PLC0415

            _run(serving.serve(settings, listener, announce=click.echo))
    except (CannotListen, StoreError, SfuError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"Cannot take media on {settings.media_host} port {settings.media_port}/udp or use "
            f"{settings.data_dir}: {error.strerror}. `holdspace doctor` says more."
        ) from error


@main.group()
def room() -> None:
    """Rooms: the lasting places, with their links."""


@room.command("create")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@data_flags
def create_room(name: str, *, as_json: bool, **flags: Any) -> None:
    """Create a room and print its links."""
    from signaling import clerk  # noqa: PLC0415

    settings = _settings(flags)
    record, links = _at_the_store(clerk.create_room(settings, name))
    if as_json:
        urls = {f"{role.value}_url": link for role, link in links.items()}
        click.echo(json.dumps({"id": record.id, "name": record.name, **urls}))
        return
    click.echo(f"{record.name}  {record.id}")
    for role, link in links.items():
        click.echo(f"  {role.value:<12} {link}")


@main.group()
def token() -> None:
    """Tokens: who someone is, in one room, for four hours."""


@token.command("create")
@click.option("--room", "room_id", required=True, help="The room's id.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--name", required=True, help="The name others will see.")
@data_flags
def create_token(room_id: str, role: str, name: str, **flags: Any) -> None:
    """Print a token for one person."""
    from signaling import clerk  # noqa: PLC0415

    settings = _settings(flags)
    made = _at_the_store(clerk.create_token(settings, RoomId(room_id), Role(role), name))
    if made is None:
        raise click.ClickException(f"There is no room {room_id} in {settings.data_dir}.")
    click.echo(made)


@main.group()
def config() -> None:
    """Settings: where they come from and whether they are right."""


@config.command("check")
@settings_flags
def check_config(**flags: Any) -> None:
    """Say what is wrong with the settings, or print them with the secrets masked."""
    settings = _settings(flags)
    for name, value in described(settings):
        click.echo(f"{name:<16} {value or '-'}")
    for name in setting_sources.unknown_variables():
        click.echo(f"Nothing reads {name}: is it misspelled?", err=True)


@main.command()
@settings_flags
def doctor(**flags: Any) -> None:
    """Look whether this machine is fit to serve; exits with 1 if it is not."""
    from signaling import doctor as doctoring  # noqa: PLC0415

    findings = list(doctoring.examine(_settings(flags)))
    for finding in findings:
        click.echo(str(finding))
    if any(finding.health is doctoring.Health.FAIL for finding in findings):
        sys.exit(1)


def _settings(flags: dict[str, Any]) -> Settings:
    file = flags.pop("config", None)
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return setting_sources.load(given, file=file)
    except SettingsRefused as refused:
        raise click.ClickException("The settings are not right.\n" + str(refused)) from refused


def _at_the_store(work: Coroutine[Any, Any, _T]) -> _T:
    try:
        return _run(work)
    except (StoreError, RoomsError) as error:
        raise click.ClickException(f"{error}.") from error


def _run(work: Coroutine[Any, Any, _T]) -> _T:
    """Run on uvloop where it is installed: it is faster and nothing else."""
    if find_spec("uvloop"):
        import uvloop  # noqa: PLC0415 - an optional extra

        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(work)
    return asyncio.run(work)


if __name__ == "__main__":
    main()

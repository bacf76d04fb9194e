"""The `holdspace` program.

Above is imported what settings take, and no more: the port is taken first of all, and each command
then brings what it needs itself.
"""

import json
import sys
from typing import Any

import click

from rooms.ids import RoomId
from rooms.role import Role
from sfu.errors import SfuError
from signaling import ledger_cli, recording_cli, setting_sources
from signaling.command_line import at_the_store, data_flags, run, settings_flags, settings_of
from signaling.listening import CannotListen, listen
from signaling.settings import Settings, described
from store.errors import StoreError


@click.group()
@click.version_option(package_name="holdspace")
def main() -> None:
    """Self-hosted rooms for live group sessions."""


@main.command()
@settings_flags
def serve(**flags: Any) -> None:
    """Serve this node until Ctrl-C."""
    settings = settings_of(flags)
    try:
        # Whoever cannot have the port has not touched the data directory either.
        with listen(settings) as listener:
            from signaling import serving  # noqa: PLC0415

            run(serving.serve(settings, listener, announce=click.echo))
    except (CannotListen, StoreError, SfuError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"Cannot take media on {settings.media_host} port {_media_ports(settings)} or use "
            f"{settings.data_dir}: {error.strerror}. `holdspace doctor` says more."
        ) from error


def _media_ports(settings: Settings) -> str:
    tcp = f" or {settings.media_tcp_port}/tcp" if settings.media_tcp_port else ""
    return f"{settings.media_port}/udp{tcp}"


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

    settings = settings_of(flags)
    record, links = at_the_store(clerk.create_room(settings, name))
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

    settings = settings_of(flags)
    made = at_the_store(clerk.create_token(settings, RoomId(room_id), Role(role), name))
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
    settings = settings_of(flags)
    for name, value in described(settings):
        click.echo(f"{name:<16} {value or '-'}")
    for name in setting_sources.unknown_variables():
        click.echo(f"Nothing reads {name}: is it misspelled?", err=True)


@main.command()
@settings_flags
def doctor(**flags: Any) -> None:
    """Look whether this machine is fit to serve; exits with 1 if it is not."""
    from signaling.doctor.examination import examine  # noqa: PLC0415
    from signaling.doctor.finding import Health  # noqa: PLC0415

    findings = list(examine(settings_of(flags)))
    for finding in findings:
        click.echo(str(finding))
    if any(finding.health is Health.FAIL for finding in findings):
        sys.exit(1)


main.add_command(ledger_cli.ledger)
main.add_command(recording_cli.recording)


if __name__ == "__main__":
    main()

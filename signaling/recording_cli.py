"""`holdspace recording`: what is kept, for whoever sits at the machine.

It works beside a running node.  An export is the one way in which anything leaves in plain: it
goes to a path that is named, and the ledger says so before it is written.
"""

import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar

import click

from consent.ids import AskId
from recording.errors import RecordingError
from signaling.command_line import at_the_store, data_flags, settings_of
from signaling.settings import Settings

if TYPE_CHECKING:
    from recording.export.wish import Wish
    from recording.keyring import Listed
    from recording.library import Finding
    from recording.sheet import Portrait
    from rooms.ids import ParticipantId
    from signaling.recordings import Recordings

_T = TypeVar("_T")

_CUTS: Final = ("composed", "audio", "tracks")
_CONTAINERS: Final = ("mp4", "webm")
_TAMPERED: Final = "tampered"  # recording.library.State


@click.group()
def recording() -> None:
    """Recordings: list, export, verify and erase them."""


@recording.command("list")
@click.option("--room", help="Of one room, by its id.")
@data_flags
def list_recordings(room: str | None, **flags: Any) -> None:
    """List what is kept, and the tombstones of what was."""

    async def work(recordings: "Recordings") -> None:
        for listed in await recordings.all():
            if room in {None, listed.room}:
                click.echo(_line(listed))

    _carry_out(settings_of(flags), work)


@recording.command("export")
@click.argument("recording_id", metavar="RECORDING")
@click.argument("path", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--cut", type=click.Choice(_CUTS), default="composed", help="What is made of it.")
@click.option("--format", "container", type=click.Choice(_CONTAINERS), help="mp4 unless said.")
@click.option("--facilitators-only", is_flag=True, help="Nobody else is seen or heard in it.")
@data_flags
def export(recording_id: str, path: Path, **flags: Any) -> None:
    """Write an export to PATH, in plain: whoever has the file can watch it.

    The ledger of the room says that this was done.
    """
    wish = _wish(flags.pop("cut"), flags.pop("container"), flags.pop("facilitators_only"))
    settings = settings_of(flags)

    async def work(recordings: "Recordings") -> None:
        listed = await recordings.listed(AskId(recording_id))
        title = await recordings.title(listed)
        with _new_file(path) as file:
            await recordings.exported(listed, None, plain=True)
            _export(recordings, listed, wish, title, file)

    _carry_out(settings, work)
    click.echo(f"{path}  {path.stat().st_size / 1e6:.1f} MB", err=True)


@recording.command("verify")
@click.argument("recording_ids", metavar="[RECORDING]...", nargs=-1)
@data_flags
def verify(recording_ids: tuple[str, ...], **flags: Any) -> None:
    """Open everything that is kept, and say what is readable, erased or tampered with.

    Exits with 1 if anything is not what was written.
    """

    async def work(recordings: "Recordings") -> bool:
        found = [each.recording for each in await recordings.all()]
        wanted = [AskId(id_) for id_ in recording_ids] or found
        sound = [_verified(recordings, id_) for id_ in wanted]
        return all(sound)

    if not _carry_out(settings_of(flags), work):
        sys.exit(1)


@recording.command("erase")
@click.argument("recording_id", metavar="RECORDING")
@click.option("--person", help="Only what was kept of one person, by the name they had.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_flags
def erase(recording_id: str, person: str | None, *, yes: bool, **flags: Any) -> None:
    """Destroy the keys of a recording, or of one person in it.  Nobody can undo it."""
    settings = settings_of(flags)
    what = "everything of it" if person is None else f"all pictures and sounds of {person}"
    if not yes:
        click.confirm(f"Erase {what}, for ever?", abort=True)

    async def work(recordings: "Recordings") -> None:
        listed = await recordings.listed(AskId(recording_id))
        if person is None:
            await recordings.erase(listed, None, None)
            return
        for owner, portrait in _people(recordings, listed, person).items():
            await recordings.erase(listed, owner, portrait.pseudonym)

    _carry_out(settings, work)
    click.echo("Erased.")


def _carry_out(settings: Settings, work: "Callable[[Recordings], Coroutine[Any, Any, _T]]") -> _T:
    async def doing() -> _T:
        async with _opened(settings) as recordings:
            return await work(recordings)

    try:
        return at_the_store(doing())
    except RecordingError as error:
        raise click.ClickException(f"{str(error) or error.code}.") from error


@asynccontextmanager
async def _opened(settings: Settings) -> "AsyncIterator[Recordings]":
    from recording.library import Library  # noqa: PLC0415
    from signaling.house import master_key, recordings_home  # noqa: PLC0415
    from signaling.recordings import Recordings  # noqa: PLC0415
    from store.opening import open_store  # noqa: PLC0415

    if not settings.data_dir.exists():
        raise click.ClickException(f"There is no data in {settings.data_dir}.")
    async with open_store(settings.data_dir, master=master_key(), as_node=False) as store:
        library = Library(recordings_home(settings), store.secrets.recording_key)
        yield Recordings(library, store)


def _wish(cut: str, container: str | None, facilitators_only: bool) -> "Wish":  # noqa: FBT001 - a flag
    from recording.export.output import containers  # noqa: PLC0415
    from recording.export.wish import Container, Cut, Wish  # noqa: PLC0415

    chosen = containers()[0] if container is None else Container(container)
    return Wish(Cut(cut), chosen, facilitators_only)


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file that nobody else may read, and leave none behind if it does not become whole."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise click.ClickException(f"Cannot write {path}: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
    except BaseException:
        path.unlink()
        raise


def _export(
    recordings: "Recordings", listed: "Listed", wish: "Wish", title: str, file: BinaryIO
) -> None:
    from recording.export.clock import WallClock  # noqa: PLC0415
    from recording.export.composing import Heading  # noqa: PLC0415
    from recording.export.making import make  # noqa: PLC0415
    from recording.privacy import forbid_core_dumps  # noqa: PLC0415

    forbid_core_dumps()

    reel = recordings.library.reel(listed.recording)
    with click.progressbar(length=1000, label="Exporting", file=sys.stderr) as bar:
        heading = Heading(title, WallClock())
        make(reel, wish, file, heading, lambda done: bar.update(round(done * 1000) - bar.pos))


def _verified(recordings: "Recordings", id_: AskId) -> bool:
    findings = recordings.library.verify(id_)
    for finding in findings:
        click.echo(f"{id_}  {_said(finding)}")
    return all(finding.state != _TAMPERED for finding in findings)


def _said(finding: "Finding") -> str:
    where = f"  {finding.where}" if finding.where else ""
    if finding.segment is None:
        return f"{finding.state}{where}"
    return f"{finding.segment:>4}  {finding.source:<12}  {finding.state}{where}"


def _people(
    recordings: "Recordings", listed: "Listed", name: str
) -> "dict[ParticipantId, Portrait]":
    """Return who has this name in a recording; more than one person may."""
    reel = recordings.library.reel(listed.recording)
    found = {
        take.owner: take.portrait
        for take in reel.takes
        if take.portrait is not None and take.portrait.name == name
    }
    if not found:
        raise click.ClickException(f"Nobody in it is called {name}.")
    return found


def _line(listed: "Listed") -> str:
    until = "goes on" if listed.ended is None else f"{listed.ended - listed.began:6.0f} s"
    kept = f"kept until {_when(listed.expires)}"
    if listed.erased is not None:
        kept = f"erased {_when(listed.erased)}"
    return f"{listed.recording}  {_when(listed.began)}  {until:>8}  {kept}  room {listed.room}"


def _when(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC).astimezone():%Y-%m-%d %H:%M}"

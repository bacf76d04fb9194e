"""`holdspace ledger`: whether a ledger, or a receipt, is what was written."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rooms.ids import RoomId
from signaling.command_line import at_the_store, data_flags, settings_of

if TYPE_CHECKING:
    from consent.receipt import Proof
    from consent.verifier import Verdict
    from signaling.auditor import Books


class PublicKey(click.ParamType[bytes]):
    name = "64 hex digits"

    def convert(self, value: Any, param: Any, ctx: Any) -> bytes:
        try:
            key = bytes.fromhex(value)
        except ValueError:
            key = b""
        return key if len(key) == 32 else self.fail("a key is 64 hex digits", param, ctx)


@click.group()
def ledger() -> None:
    """The ledger: what everyone agreed to, and what was done with it."""


@ledger.command("key")
@data_flags
def print_key(**flags: Any) -> None:
    """Print the public key by which this node's ledgers and receipts verify."""
    click.echo(_books(flags).key.hex())


@ledger.command("verify")
@click.option("--room", "room_id", help="One room's ledger, by its id.")
@click.option(
    "--receipt",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A receipt that somebody saved; more than one may be given.",
)
@click.option(
    "--key",
    type=PublicKey(),
    help="The node's public key: then receipts are verified without its data.",
)
@data_flags
def verify(room_id: str | None, files: tuple[Path, ...], key: bytes | None, **flags: Any) -> None:
    """Verify every ledger of this node, and receipts; exits with 1 if something is wrong.

    A ledger is also held against the receipts: they miss what was cut off behind everyone's back.
    """
    if key is not None:
        if not files or room_id is not None:
            raise click.UsageError("--key is for receipts, without the data of a node")
        sys.exit(_exit(_proven(files, key)))
    books = _books(flags)
    proofs = _proven(files, books.key)
    sound = _verdicts(books, proofs, room_id)
    sys.exit(_exit(proofs, sound=sound))


def _books(flags: dict[str, Any]) -> "Books":
    from signaling import auditor  # noqa: PLC0415

    return at_the_store(auditor.books(settings_of(flags)))


def _proven(files: Iterable[Path], key: bytes) -> "list[Proof | None]":
    """Say of each receipt what it proves; None stands for one that proves nothing."""
    from signaling.receipt_file import NoReceiptFile, receipts_in  # noqa: PLC0415

    proofs: list[Proof | None] = []
    for file in files:
        try:
            found = receipts_in(file.read_bytes())
        except (NoReceiptFile, OSError) as error:
            raise click.ClickException(f"{file}: {error}.") from error
        if not found:
            click.echo(f"{file}: there is no receipt in it")
        proofs.extend(_proof(file, data, key) for data in found)
    return proofs


def _proof(file: Path, data: bytes, key: bytes) -> "Proof | None":
    from consent.receipt import BadReceipt, prove  # noqa: PLC0415
    from signaling import ledger_words  # noqa: PLC0415

    try:
        proof = prove(data, key)
    except BadReceipt as bad:
        click.echo(f"{file}: NOT SOUND: {bad}")
        return None
    head = proof.checkpoint.head.hex()
    click.echo(f"{file}: sound, of a ledger of {proof.checkpoint.size} entries, head {head}")
    for entry in proof.entries:
        click.echo(ledger_words.line(entry))
    return proof


def _verdicts(books: "Books", proofs: "Sequence[Proof | None]", room_id: str | None) -> bool:
    """Say of each ledger whether it is what was written; return whether all are."""
    rooms = list(books.ledgers) if room_id is None else [RoomId(room_id)]
    if not set(rooms) <= set(books.ledgers):
        raise click.ClickException(f"There is no ledger of a room {room_id}.")
    heads = [proof.checkpoint for proof in proofs if proof is not None]
    verdicts = {room: books.verdict(room, heads) for room in rooms}
    for room, verdict in verdicts.items():
        _say(room, verdict)
    strays = [head for head in heads if not books.has(head)]
    for head in strays:
        click.echo(f"NOT SOUND: there is no ledger {head.ledger.hex()} that a receipt is of")
    if not rooms:
        click.echo("Nothing was ever asked here: there is no ledger.")
    return not strays and all(verdict.sound for verdict in verdicts.values())


def _say(room: RoomId, verdict: "Verdict") -> None:
    state = "sound" if verdict.sound else "NOT SOUND"
    click.echo(f"{room}: {state}, {verdict.size} entries, head {verdict.head.hex()}")
    for finding in verdict.findings:
        click.echo(f"  {finding}")


def _exit(proofs: "Sequence[Proof | None]", *, sound: bool = True) -> int:
    return 0 if sound and None not in proofs else 1

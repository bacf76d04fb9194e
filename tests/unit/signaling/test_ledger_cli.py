"""`holdspace ledger verify` names whatever is wrong with a ledger, and needs nobody's word for it."""

import asyncio
import json
import sqlite3
from base64 import b64encode
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from consent.canonical import spelled
from consent.checkpoint import checkpoint
from consent.entry import Asked, Ended, Erased, Exported, Opened, Present
from consent.ids import AskId
from consent.ledger import Ledger, opened
from consent.receipt import receipt
from consent.terms import Scope, Tracks, Viewer
from recording.folder import Folder
from recording.key_file import FILE_NAME as KEYS
from recording.keyring import KeyRing
from recording.mark import Mark
from recording.running import Running
from recording.sheet import Sheet
from rooms.ids import ParticipantId, RoomId, SessionId
from signaling.cli import main
from signaling.ledger_words import said
from signaling.receipt_file import NoReceiptFile, receipts_in
from store.booking import Booking, KeptLedger
from store.opening import open_store
from store.secrets import Secrets
from tests.unit.consent.books import NAMES, WRITER, entry_of, story

ROOM = RoomId("a-room")
MASTER = bytes(range(32))
SIZE = len(story().records)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOLDSPACE_MASTER_KEY", MASTER.hex())
    monkeypatch.setenv("HOLDSPACE_DATA_DIR", str(tmp_path))


def ledger(*words: object) -> Result:
    return CliRunner().invoke(main, ["ledger", *map(str, words)])


async def _kept(directory: Path, room: RoomId) -> tuple[KeptLedger, bytes]:
    """Write the story into a store, in two bookings; return it, and the node's key."""
    async with open_store(directory, master=MASTER) as store:
        key = store.secrets.ledger_key()
        facts = [entry_of(record).fact for record in story().records]
        for part in (facts[:6], facts[6:]):
            before = await store.ledgers.tail(room)
            after, records = before.appended(part, WRITER, now=1_700_000_000.0)
            signed = checkpoint(after, key, now=1_700_000_000.0)
            await store.ledgers.append(
                Booking(room, before.id, before.size, records, spelled(signed))
            )
        return await store.ledgers.read(room), key.public_key().public_bytes_raw()


def kept(directory: Path, room: RoomId = ROOM) -> tuple[KeptLedger, bytes]:
    return asyncio.run(_kept(directory, room))


def receipt_of(name: str, ledger_: KeptLedger) -> bytes:
    key = asyncio.run(_key())
    size, last = len(ledger_.records), opened(ledger_.records[-1])
    assert last is not None
    signed = checkpoint(Ledger(ledger_.id, size, last.head), key, now=1_700_000_000.0)
    who = NAMES.of(ParticipantId(name))
    return receipt(ledger_.id, ledger_.records, signed, session=WRITER.named, who=who)


async def _key() -> Any:
    async with open_store("memory:", master=MASTER) as store:
        return store.secrets.ledger_key()


def change(directory: Path, *statements: str) -> None:
    with closing(sqlite3.connect(directory / "holdspace.db", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_ledger_that_is_as_it_was_written_is_sound(tmp_path: Path) -> None:
    kept(tmp_path)
    result = ledger("verify")
    assert result.exit_code == 0
    assert f"{ROOM}: sound, {SIZE} entries, head " in result.output


FLIP = "UPDATE records SET record = CAST(x'%02x' || substr(record, 2) AS BLOB) WHERE place = 3"
SWAP = (
    "UPDATE records SET place = 1000 WHERE place = 3",
    "UPDATE records SET place = 3 WHERE place = 4",
    "UPDATE records SET place = 4 WHERE place = 1000",
)


@pytest.mark.parametrize(
    ("damage", "said_"),
    [
        ((FLIP % 7,), "entry 3: changed"),
        (("DELETE FROM records WHERE place BETWEEN 3 AND 4",), "entries 3 to 4: missing"),
        (
            (f"DELETE FROM records WHERE place >= {SIZE - 2}",),
            f"entries {SIZE - 2} to {SIZE - 1}: missing",
        ),
        (SWAP, "entry 3: misplaced"),
        ((f"DELETE FROM checkpoints WHERE size = {SIZE}",), f"entries 6 to {SIZE - 1}: unsigned"),
        (("UPDATE checkpoints SET signed = x'00'",), "entry 0: bad-checkpoint"),
    ],
    ids=["flipped", "missing", "truncated", "reordered", "unsigned", "checkpoints"],
)
def test_what_is_wrong_is_named_by_its_place(
    tmp_path: Path, damage: tuple[str, ...], said_: str
) -> None:
    kept(tmp_path)
    change(tmp_path, *damage)
    result = ledger("verify", "--room", ROOM)
    assert result.exit_code == 1
    assert f"{ROOM}: NOT SOUND" in result.output
    assert said_ in result.output


def test_of_many_rooms_the_one_that_was_changed_is_named(tmp_path: Path) -> None:
    kept(tmp_path)
    other, _ = kept(tmp_path, RoomId("other"))
    change(tmp_path, f"UPDATE records SET record = x'00' WHERE ledger = x'{other.id.hex()}'")
    result = ledger("verify")
    assert result.exit_code == 1
    assert f"{ROOM}: sound" in result.output
    assert "other: NOT SOUND" in result.output
    assert ledger("verify", "--room", ROOM).exit_code == 0


def test_a_receipt_is_proven_and_read_out_without_any_data(tmp_path: Path) -> None:
    found, key = kept(tmp_path)
    file = tmp_path / "ben.receipt"
    file.write_bytes(receipt_of("Ben", found))
    (tmp_path / "holdspace.db").unlink()
    result = ledger("verify", "--receipt", file, "--key", key.hex())
    assert result.exit_code == 0
    assert "ben.receipt: sound" in result.output
    assert "2023-11-14 22:13:20  you said yes, signed by your browser" in result.output
    assert "you took your yes back" in result.output
    wrong = ledger("verify", "--receipt", file, "--key", "00" * 32)
    assert wrong.exit_code == 1
    assert "NOT SOUND: the node did not sign this" in wrong.output


def test_what_the_page_saves_is_read_too(tmp_path: Path) -> None:
    found, key = kept(tmp_path)
    data = b64encode(receipt_of("Ada", found)).decode()
    file = tmp_path / "receipt.json"
    saved = {"holdspace": "recording receipt", "room": "Thursday", "key": key.hex()}
    file.write_text(json.dumps({**saved, "receipts": [data, data]}))
    result = ledger("verify", "--receipt", file, "--key", key.hex())
    assert result.exit_code == 0
    assert result.output.count("sound") == 2
    file.write_text(json.dumps({**saved, "receipts": []}))
    assert "there is no receipt in it" in ledger("verify", "--receipt", file).output


def test_a_receipt_misses_what_was_cut_off_with_its_checkpoint(tmp_path: Path) -> None:
    found, _ = kept(tmp_path)
    file = tmp_path / "ben.receipt"
    file.write_bytes(receipt_of("Ben", found))
    change(
        tmp_path, "DELETE FROM records WHERE place >= 6", "DELETE FROM checkpoints WHERE size > 6"
    )
    assert ledger("verify").exit_code == 0, "nobody who has nothing else can miss it"
    result = ledger("verify", "--receipt", file)
    assert result.exit_code == 1
    assert f"entries 6 to {SIZE - 1}: missing" in result.output


def recorded(directory: Path, found: KeptLedger) -> None:
    """Leave a recording whose manifest has two heads of the ledger."""
    sheet = Sheet(
        AskId("ask1"),
        ROOM,
        SessionId("session"),
        Scope.MAIN,
        Tracks.EVERYONE,
        14,
        frozenset({Viewer.FACILITATORS}),
        1.0,
    )
    marks = []
    for size in (5, SIZE):
        last = opened(found.records[size - 1])
        assert last is not None
        marks.append(Mark(float(size), size, last.head))
    home = directory / "recordings"
    keys = KeyRing(directory / KEYS, Secrets(MASTER).recording_key)
    running = Running(sheet, Folder.of(home, sheet.recording), keys)
    running.open({}, marks[0])
    running.end(marks[1])


def test_a_recording_misses_what_was_cut_off_with_its_checkpoint(tmp_path: Path) -> None:
    found, _ = kept(tmp_path)
    recorded(tmp_path, found)
    assert ledger("verify").exit_code == 0
    change(
        tmp_path, "DELETE FROM records WHERE place >= 6", "DELETE FROM checkpoints WHERE size > 6"
    )
    result = ledger("verify")
    assert result.exit_code == 1
    assert f"entries 6 to {SIZE - 1}: missing" in result.output


def test_a_manifest_that_cannot_be_read_says_nothing_of_the_ledger(tmp_path: Path) -> None:
    found, _ = kept(tmp_path)
    recorded(tmp_path, found)
    for file in (tmp_path / "recordings").rglob("manifest"):
        file.write_bytes(b"rubbish")
    assert ledger("verify").exit_code == 0


def test_a_receipt_misses_a_ledger_that_is_gone(tmp_path: Path) -> None:
    found, _ = kept(tmp_path)
    file = tmp_path / "ben.receipt"
    file.write_bytes(receipt_of("Ben", found))
    change(tmp_path, "DELETE FROM records", "DELETE FROM checkpoints", "DELETE FROM ledgers")
    result = ledger("verify", "--receipt", file)
    assert result.exit_code == 1
    assert f"there is no ledger {found.id.hex()}" in result.output


def test_the_key_is_told_that_receipts_verify_by(tmp_path: Path) -> None:
    _, key = kept(tmp_path)
    assert ledger("key").output == key.hex() + "\n"


@pytest.mark.parametrize(
    ("words", "said_"),
    [
        (("verify",), "there is no data in"),
        (("key",), "there is no data in"),
        (("verify", "--key", "00" * 32), "--key is for receipts"),
        (("verify", "--key", "xyz"), "64 hex digits"),
        (("verify", "--key", "00"), "64 hex digits"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, words: tuple[str, ...], said_: str) -> None:
    result = ledger(*words)
    assert result.exit_code in (1, 2)
    assert said_ in result.output
    assert not (tmp_path / "holdspace.db").exists(), "whoever looks leaves nothing behind"


def test_a_room_without_a_ledger_is_said_and_so_is_a_node_without_any(tmp_path: Path) -> None:
    async def empty() -> None:
        async with open_store(tmp_path, master=MASTER):
            pass

    asyncio.run(empty())
    assert "there is no ledger" in ledger("verify").output
    result = ledger("verify", "--room", "nowhere")
    assert result.exit_code == 1
    assert "There is no ledger of a room nowhere" in result.output


@pytest.mark.parametrize("data", [b"{", b'{"holdspace": "x"}', b'{"holdspace": "\xff"}'])
def test_a_file_that_the_page_did_not_save_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "receipt.json"
    file.write_bytes(data)
    result = ledger("verify", "--receipt", file, "--key", "00" * 32)
    assert result.exit_code == 1
    assert "it is not what the page saves" in result.output


def test_a_file_that_is_far_too_large_is_not_read_as_a_receipt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("signaling.receipt_file.LIMIT", 3)
    assert receipts_in(b"abc") == (b"abc",)
    with pytest.raises(NoReceiptFile):
        receipts_in(b"abcd")


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: b"{" + data))
def test_no_file_is_more_than_refused(data: bytes) -> None:
    with suppress(NoReceiptFile):
        assert receipts_in(data) == (data,)


ASKED = Asked(AskId("a"), None, bytes(32), 1, Scope.BREAKOUTS, Tracks.TEACHING, None, 3, ())


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (ASKED, "asked to record the breakouts (facilitators only), kept 3 days"),
        (Present(AskId("a"), (bytes(16),) * 3), "3 people"),
        (Ended(AskId("a")), "the recording ended"),
        (Erased(AskId("a"), None), "the recording was erased"),
        (Erased(AskId("a"), bytes(16)), "what was of you"),
        (Exported(AskId("a"), None, plain=True), "a film was made, as a file"),
        (Exported(AskId("a"), None, plain=False), "a film was made"),
        (Opened(AskId("a"), None), "somebody was given"),
    ],
)
def test_every_entry_has_words(fact: Any, words: str) -> None:
    assert words in said(fact)

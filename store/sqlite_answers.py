"""Answers by idempotency key in SQLite, sealed: they hold links."""

import hmac
import sqlite3
from typing import Final

import msgspec

from store.records import ANSWER_LIFETIME, StoredAnswer
from store.sealing import Sealer
from store.worker import Worker

ANSWER: Final = "answer"

_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(StoredAnswer)


class SqliteAnswerBook:
    """Callers choose keys, perhaps with a name in them: they are kept as an HMAC only."""

    def __init__(self, writer: Worker, reader: Worker, key: bytes) -> None:
        self._writer = writer
        self._reader = reader
        self._key = key
        self._sealer = Sealer(key)

    async def get(self, key: str, *, now: float) -> StoredAnswer | None:
        mark = self._mark(key)
        return await self._reader.do(lambda connection: self._find(connection, mark, now))

    async def keep(self, key: str, answer: StoredAnswer, *, now: float) -> StoredAnswer:
        mark = self._mark(key)
        sealed = self._sealer.seal(_ENCODER.encode(answer), ANSWER, mark.hex())

        def work(connection: sqlite3.Connection) -> StoredAnswer:
            connection.execute("DELETE FROM answers WHERE at <= ?", (now - ANSWER_LIFETIME,))
            if (first := self._find(connection, mark, now)) is not None:
                return first
            connection.execute("INSERT INTO answers VALUES (?, ?, ?)", (mark, now, sealed))
            return answer

        return await self._writer.do(work)

    def _find(self, connection: sqlite3.Connection, mark: bytes, now: float) -> StoredAnswer | None:
        row = connection.execute(
            "SELECT sealed FROM answers WHERE key = ? AND at > ?", (mark, now - ANSWER_LIFETIME)
        ).fetchone()
        if row is None:
            return None
        return _DECODER.decode(self._sealer.open(row[0], ANSWER, mark.hex()))

    def _mark(self, key: str) -> bytes:
        return hmac.digest(self._key, key.encode("utf-8", "surrogatepass"), "sha256")

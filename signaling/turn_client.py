"""A talk with a TURN server, by UDP, TCP or TLS: what the doctor asks, and the tests try."""

import secrets
import select
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

from node.ice_server import IceServer
from signaling import turn_wire
from signaling.turn_url import TurnUrl, Way
from signaling.turn_wire import HEADER, Address, Attribute, Key, Kind, Message, Method

PATIENCE: Final = 3.0  # seconds for one answer; whoever runs the doctor waits for it
AGAIN: Final = 0.5  # seconds; RFC 8489, section 6.2.1
LARGEST: Final = 65_535

UNPROVEN: Final = 401
STALE: Final = 438


class NoAnswer(OSError):
    """Nothing came back in time."""


class TurnClient:
    """One conversation, and so one allocation at most.  Whoever opens it closes it: use `with`."""

    def __init__(
        self,
        url: TurnUrl,
        credential: IceServer | None = None,
        *,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._credential = credential
        self._key: Key | None = None
        self._is_stream = url.way is not Way.UDP
        self._has_allocation = False
        self._heard: list[Message] = []
        self._received = b""
        kind = socket.SOCK_STREAM if self._is_stream else socket.SOCK_DGRAM
        family, _, _, _, address = socket.getaddrinfo(url.host, url.port, type=kind)[0]
        plain = socket.socket(family, kind)
        try:
            plain.settimeout(PATIENCE)
            plain.connect(address)
            if url.way is Way.TLS:
                context = trust or ssl.create_default_context()
                plain = context.wrap_socket(plain, server_hostname=url.host)
        except OSError:
            plain.close()
            raise
        self._socket = plain

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def port(self) -> int:
        """Where it is from here that we speak."""
        return int(self._socket.getsockname()[1])

    def close(self) -> None:
        """Give back what was allocated: the server would keep it for ten minutes."""
        if self._has_allocation:
            gone = ((Kind.LIFETIME, bytes(4)),)
            transaction = secrets.token_bytes(12)
            with suppress(OSError):
                self._socket.send(turn_wire.request(Method.REFRESH, transaction, gone, self._key))
        self._has_allocation = False
        self._socket.close()

    def request(self, method: Method, *attributes: Attribute) -> Message:
        """Ask, and prove who asks if the server wants to know; return its last answer."""
        answer = self._ask(method, attributes)
        if answer.error in {UNPROVEN, STALE} and self._credential and self._learn(answer):
            answer = self._ask(method, attributes)
        return answer

    def ask_peer(self, method: Method, peer: Address, *more: Attribute) -> Message:
        """Ask for something that concerns a peer."""
        transaction = secrets.token_bytes(12)
        about = (turn_wire.peer(peer, transaction), *more)
        answer = self._ask(method, about, transaction)
        if answer.error == STALE and self._learn(answer):
            transaction = secrets.token_bytes(12)
            about = (turn_wire.peer(peer, transaction), *more)
            answer = self._ask(method, about, transaction)
        return answer

    def allocate(self, *more: Attribute, protocol: int = turn_wire.UDP) -> Message:
        answer = self.request(Method.ALLOCATE, turn_wire.transport(protocol), *more)
        self._has_allocation |= answer.is_success
        return answer

    def send(self, peer: Address, data: bytes) -> None:
        """Have `data` sent to a peer.  The server says nothing to it, whatever it does."""
        transaction = secrets.token_bytes(12)
        about = (turn_wire.peer(peer, transaction), (Kind.DATA, data))
        self._socket.send(turn_wire.indication(transaction, about))

    def receive(self) -> Message:
        """Return the next datagram of a peer; raise NoAnswer if none comes in time."""
        while True:
            for message in self._heard:
                if message.is_indication:
                    self._heard.remove(message)
                    return message
            self._listen(PATIENCE)

    def _ask(
        self, method: Method, attributes: tuple[Attribute, ...], transaction: bytes | None = None
    ) -> Message:
        transaction = transaction or secrets.token_bytes(12)
        asked = turn_wire.request(method, transaction, attributes, self._key)
        ends_at = time.monotonic() + PATIENCE
        while (left := ends_at - time.monotonic()) > 0:
            self._socket.sendall(asked)
            wait = left if self._is_stream else min(left, AGAIN)
            if (answer := self._answer_to(transaction, time.monotonic() + wait)) is not None:
                return answer
        raise NoAnswer("nothing came back")

    def _answer_to(self, transaction: bytes, until: float) -> Message | None:
        while (left := until - time.monotonic()) > 0:
            try:
                self._listen(left)
            except NoAnswer:
                return None
            for message in self._heard:
                if message.transaction == transaction:
                    self._heard.remove(message)
                    return message
        return None

    def _listen(self, seconds: float) -> None:
        pending = isinstance(self._socket, ssl.SSLSocket) and self._socket.pending()
        if not pending and not select.select([self._socket], [], [], seconds)[0]:
            raise NoAnswer("nothing came back")
        data = self._socket.recv(LARGEST)
        if self._is_stream and not data:
            raise ConnectionResetError("it hung up")
        self._received = self._received + data if self._is_stream else data
        while (message := self._cut()) is not None:
            self._heard.append(message)

    def _cut(self) -> Message | None:
        """Take one whole message off what has come."""
        if len(self._received) < HEADER.size:
            return None
        size = HEADER.size + int.from_bytes(self._received[2:4])
        if len(self._received) < size:
            return None
        whole, self._received = self._received[:size], self._received[size:]
        return turn_wire.parse(whole)

    def _learn(self, answer: Message) -> bool:
        """Take over realm and nonce; return whether the next request proves more than this one."""
        nonce = answer.attributes.get(Kind.NONCE)
        if nonce is None or (self._key is not None and answer.error == UNPROVEN):
            return False
        if self._key is not None:
            self._key = replace(self._key, nonce=nonce)
            return True
        assert self._credential is not None
        realm = answer.attributes.get(Kind.REALM, b"")
        self._key = Key(self._credential.username, self._credential.credential, realm, nonce)
        return True

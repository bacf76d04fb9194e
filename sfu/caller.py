"""Calls at our own ports as a browser would, to see whether somebody is at home.

An edge.  What answers a check with the endpoint's own password is the media port and nothing else.
"""

import asyncio
import secrets
import socket
from contextlib import suppress
from ipaddress import ip_address
from typing import Final

from sfu import stun
from sfu.candidates import Candidate
from sfu.framing import Deframer, framed
from sfu.ice import Credentials

TRIES: Final = (0.3, 0.7, 1.0)
"""Seconds to wait for each: two lost packets in a row are a bad network, three a closed door."""


async def answers(candidate: Candidate, credentials: Credentials) -> bool:
    """Return whether an authentic answer to a check comes from there."""
    call = _by_udp if candidate.protocol == "udp" else _by_tcp
    try:
        return await call(candidate, credentials)
    except OSError:
        return False


async def _by_udp(candidate: Candidate, credentials: Credentials) -> bool:
    loop = asyncio.get_running_loop()
    with socket.socket(_family(candidate.address[0]), socket.SOCK_DGRAM) as sock:
        sock.settimeout(0)
        await loop.sock_connect(sock, candidate.address)
        for patience in TRIES:
            transaction = secrets.token_bytes(stun.TRANSACTION_LENGTH)
            with suppress(TimeoutError, ConnectionRefusedError):
                async with asyncio.timeout(patience):
                    await loop.sock_sendall(sock, _check(transaction, credentials))
                    while True:
                        data = await loop.sock_recv(sock, stun.MOST)
                        if stun.answers(data, transaction, credentials.password):
                            return True
    return False


async def _by_tcp(candidate: Candidate, credentials: Credentials) -> bool:
    transaction = secrets.token_bytes(stun.TRANSACTION_LENGTH)
    deframer = Deframer()
    with suppress(TimeoutError):
        async with asyncio.timeout(sum(TRIES)):
            reader, writer = await asyncio.open_connection(*candidate.address)
            try:
                writer.write(framed(_check(transaction, credentials)))
                while data := await reader.read(stun.MOST):
                    for packet in deframer.feed(data):
                        if stun.answers(packet, transaction, credentials.password):
                            return True
            finally:
                writer.close()
    return False


def _check(transaction: bytes, credentials: Credentials) -> bytes:
    return stun.request(transaction, credentials.ufrag, credentials.password)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ip_address(host).version == 6 else socket.AF_INET

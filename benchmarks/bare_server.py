"""The least an SFU in Python can do, the floor of the ratio: unprotect, rewrite, protect, send.

The same binding of libsrtp, the same loop, one socket; but no simulcast, no history, no picture
ids, no extensions, no statistics and no RTCP.  Reads one JSON line and serves until end of file.
"""

import asyncio
import json
import socket
import sys
from struct import Struct
from typing import Any

from pylibsrtp import Policy, Session
from pylibsrtp._binding import ffi, lib

HEADER = Struct("!BBHII")
BATCH = 128
BUFFER = 4 * 1024 * 1024


def session(key: str, *, inbound: bool) -> Session:
    kind = Policy.SSRC_ANY_INBOUND if inbound else Policy.SSRC_ANY_OUTBOUND
    policy = Policy(bytes.fromhex(key), kind, srtp_profile=Policy.SRTP_PROFILE_AEAD_AES_128_GCM)
    policy.window_size = 1024
    policy.allow_repeat_tx = True
    return Session(policy)


class Bare:
    def __init__(self, sock: socket.socket, told: dict[str, Any]) -> None:
        self.sock = sock
        outbound = [session(each["send"], inbound=False) for each in told["clients"]]
        inbound = [session(each["receive"], inbound=True) for each in told["clients"]]
        self.keep = outbound, inbound
        addresses = [tuple(each["address"]) for each in told["clients"]]
        self.paths: dict[Any, tuple[Any, dict[int, Any]]] = {
            address: (inbound[n]._srtp[0], {}) for n, address in enumerate(addresses)
        }
        for stream in told["streams"]:
            self.paths[addresses[stream["client"]]][1][stream["ssrc"]] = [
                (outbound[to]._srtp[0], addresses[to], stream["ssrc"] + 77, 17 * to, 1000 * to)
                for to in stream["to"]
            ]
        self.room = bytearray(2048)
        self.view = memoryview(self.room)
        self.cdata = ffi.from_buffer(self.room)
        self.out = ffi.new("unsigned char[]", 2048)
        self.out_view = memoryview(ffi.buffer(self.out)).cast("B")
        self.length = ffi.new("int *")

    def read(self) -> None:
        protect, unprotect, length = lib.srtp_protect, lib.srtp_unprotect, self.length
        pack, out, out_view, sendto = HEADER.pack_into, self.out, self.out_view, self.sock.sendto
        for _ in range(BATCH):
            try:
                size, address = self.sock.recvfrom_into(self.room)
            except BlockingIOError:
                return
            path = self.paths.get(address)
            if path is None or not 127 < self.room[0] < 192 or 191 < self.room[1] < 224:
                continue
            length[0] = size
            if unprotect(path[0], self.cdata, length):
                continue
            size = length[0]
            flags, kind, seq, timestamp, ssrc = HEADER.unpack_from(self.room)
            body = self.view[12:size]
            for context, to, out_ssrc, seq_offset, ticks in path[1].get(ssrc, ()):
                numbers = (seq + seq_offset) & 0xFFFF, (timestamp + ticks) & 0xFFFFFFFF
                pack(out_view, 0, flags, kind, *numbers, out_ssrc)
                out_view[12:size] = body
                length[0] = size
                if protect(context, out, length) == 0:
                    sendto(out_view[: length[0]], to)


async def main() -> None:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
    sock.settimeout(0)
    sock.bind(("127.0.0.1", 0))
    loop = asyncio.get_running_loop()
    bare = Bare(sock, json.loads(sys.stdin.readline()))
    loop.add_reader(sock.fileno(), bare.read)
    print(json.dumps({"port": sock.getsockname()[1]}), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())

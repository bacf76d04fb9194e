"""DTLS records as a browser begins with, and as anybody can forge (RFC 6347, section 4.1)."""

from typing import Final


def dtls_record(kind: int, body: bytes) -> bytes:
    return bytes([kind, 0xFE, 0xFD]) + bytes(8) + len(body).to_bytes(2) + body


def client_hello(random: bytes) -> bytes:
    body = b"\xfe\xfd" + random + b"\0\0\0\x02\xc0\x2b\x01\0"
    length = len(body).to_bytes(3)
    return dtls_record(22, b"\x01" + length + b"\0\0" + b"\0\0\0" + length + body)


FATAL_ALERT: Final = dtls_record(21, b"\x02\x28")

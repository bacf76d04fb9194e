"""Connectivity checks as a browser sends them, and as an attacker might."""

from random import Random

from aioice import stun


def binding_request(
    ufrag: str,
    password: str,
    *,
    rng: Random,
    nominate: bool = True,
    sender: str = "simu",
    method: stun.Method = stun.Method.BINDING,
) -> bytes:
    """Return a check for the agent of `ufrag` (RFC 8445, section 7.1)."""
    message = stun.Message(method, stun.Class.REQUEST, rng.randbytes(12))
    message.attributes["USERNAME"] = f"{ufrag}:{sender}"
    message.attributes["ICE-CONTROLLING"] = rng.getrandbits(64)
    message.attributes["PRIORITY"] = 1845501695
    if nominate:
        message.attributes["USE-CANDIDATE"] = None
    message.add_message_integrity(password.encode())
    return bytes(message)


def is_success(data: bytes, password: str) -> bool:
    """Return whether `data` is a success response made with `password`."""
    try:
        message = stun.parse_message(data)
    except ValueError:
        return False
    return message.message_class == stun.Class.RESPONSE and message.check_message_integrity(
        password.encode()
    )

"""Firefox's own remote control: length-prefixed JSON over a local socket.

Debian ships Firefox ESR without geckodriver, and Marionette needs none: each message is
`LENGTH:[type, id, command, parameters]`, with type 0 for a command and 1 for its answer
(firefox-source-docs, testing/marionette/Protocol).
"""

import base64
import io
import json
import socket
import zipfile
from typing import Any


class MarionetteError(Exception):
    """Firefox refused a command; the text is its own."""


class Stale(MarionetteError):
    """The element is not in the page any more."""


class Marionette:
    """One session with one Firefox.  `close` ends the conversation, not the browser."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=90)
        self._buffer = b""
        self._serial = 0
        self._read()  # Firefox greets first.
        self.command("WebDriver:NewSession", capabilities={"alwaysMatch": {}})

    def command(self, name: str, **parameters: Any) -> Any:
        self._serial += 1
        message = json.dumps([0, self._serial, name, parameters]).encode()
        self._socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._read()
        if error is not None:
            kind = Stale if error["error"] == "stale element reference" else MarionetteError
            raise kind(f"{name}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def run(self, script: str, *arguments: Any) -> Any:
        """Run `script`, a function body that may await, in the page itself."""
        wrapped = (
            "const given = [...arguments]; const done = given.pop();"
            f"(async (given) => {{ {script} }})(given)"
            ".then((v) => done({v: v ?? null}), (e) => done({e: `${e}\n${e?.stack}`}));"
        )
        answer = self.command(
            "WebDriver:ExecuteAsyncScript", script=wrapped, args=list(arguments), sandbox=None
        )
        if "e" in answer:
            raise MarionetteError(answer["e"])
        return answer["v"]

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> Any:
        while b":" not in self._buffer:
            self._fill()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._fill()
        body, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(body)

    def _fill(self) -> None:
        if not (more := self._socket.recv(65536)):
            raise ConnectionError("Firefox hung up")
        self._buffer += more


def addon(script: str) -> str:
    """Return an add-on, ready to install, that runs `script` before any page's own."""
    manifest = {
        "manifest_version": 3,
        "name": "before the page",
        "version": "1",
        "browser_specific_settings": {"gecko": {"id": "before@holdspace.test"}},
        "host_permissions": ["<all_urls>"],
        "content_scripts": [
            {
                "matches": ["<all_urls>"],
                "js": ["before.js"],
                "run_at": "document_start",
                "world": "MAIN",
                "all_frames": True,
            }
        ],
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("before.js", script)
    return base64.b64encode(packed.getvalue()).decode()

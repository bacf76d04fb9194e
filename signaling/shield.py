"""What every response tells browsers: whom to trust with our pages, and how far."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

HOST: Final = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")

ALWAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": (
            "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), "
            "fullscreen=(self), geolocation=(), payment=(), usb=()"
        ),
    }
)

NO_STORE: Final = {"Cache-Control": "no-store"}
"""For whatever holds a link, a token or a name."""

REVALIDATE: Final = {"Cache-Control": "no-cache"}
IMMUTABLE: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
"""Only for files with their own hash in their name."""

FOR_EVERYONE: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""The code itself is no secret, and an embedding page must be able to load it."""


REPORTS: Final = "/policy-reports"
"""Where browsers say that a page broke its policy; only that it happened is kept."""

# Not by `report-to`: with it Chromium sends nothing to `report-uri`, and what
# it sends instead comes a minute later, and did not come at all to a node without TLS.


def content_policy(host: str, *, ancestors: Iterable[str] = ()) -> str:
    """Return the Content-Security-Policy of a page served as `host`.

    Styles are adopted sheets and scripts are files of ours, so nothing inline is ever needed.
    `'self'` does not mean web sockets to every browser, so they are named.
    """
    framing = " ".join(ancestors) or "'none'"
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self'",
            "manifest-src 'self'",
            f"frame-ancestors {framing}",
            "base-uri 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
            f"report-uri {REPORTS}",
        ]
    )

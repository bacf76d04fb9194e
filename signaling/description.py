"""The HTTP API described: `/v1/openapi.json` for programs, `/docs` for people.

The page is written on the server from the same document, so that it needs no script, no style of
anybody else's and no exception in its policy.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from importlib.metadata import version
from typing import Any, Final

import msgspec
from aiohttp import web

from signaling import openapi, shield
from signaling.api.route import Route
from signaling.problem import KINDS

STYLE: Final = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 1rem/1.55 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
article { border-top: 1px solid var(--line); padding: .75rem 0; }
code { font: .9em ui-monospace, monospace; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem 1rem; }
a { color: inherit; }
"""


class Description:
    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = routes

    @cached_property
    def document(self) -> Mapping[str, Any]:
        return openapi.describe(self._routes, version=version("holdspace"))

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/v1/openapi.json", self.serve_document),
            web.get("/docs", self.serve_page),
            web.get("/docs/style.css", self.serve_style),
        ]

    async def serve_document(self, _: web.Request) -> web.Response:
        body = msgspec.json.encode(self.document)
        return web.Response(body=body, content_type="application/json", headers=shield.REVALIDATE)

    async def serve_page(self, request: web.Request) -> web.Response:
        policy = shield.content_policy(request.host)
        headers = {"Content-Security-Policy": policy, **shield.REVALIDATE}
        return web.Response(text=self.page, content_type="text/html", headers=headers)

    async def serve_style(self, _: web.Request) -> web.Response:
        return web.Response(text=STYLE, content_type="text/css", headers=shield.REVALIDATE)

    @cached_property
    def page(self) -> str:
        return "\n".join(
            [
                '<!doctype html><html lang="en"><meta charset="utf-8">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                "<title>Holdspace: the HTTP API</title>",
                '<link rel="stylesheet" href="/docs/style.css">',
                "<h1>The HTTP API</h1>",
                "<p>JSON in and out. Send <code>Authorization: Bearer KEY_ID:SECRET</code> where",
                "an API key is needed, and <code>Idempotency-Key</code> with a POST that may be",
                'repeated. For programs: <a href="/v1/openapi.json">/v1/openapi.json</a>.</p>',
                "<h2>Calls</h2>",
                *self._calls(),
                "<h2>Shapes</h2>",
                *self._shapes(),
                "<h2>Problems</h2>",
                "<p>Every error is <code>application/problem+json</code> (RFC 9457) with a stable",
                "<code>code</code>.</p>",
                *(
                    f'<article id="{code}"><code>{code}</code> {kind.status}: '
                    f"{escape(kind.title)}.</article>"
                    for code, kind in KINDS.items()
                ),
                "</html>",
            ]
        )

    def _calls(self) -> Iterator[str]:
        for path, operations in self.document["paths"].items():
            for method, operation in operations.items():
                yield f'<article id="{operation["operationId"]}">'
                yield f"<h3><code>{method.upper()} {escape(path)}</code></h3>"
                yield f"<p>{escape(operation['summary'])}.</p>"
                yield f"<dl>{''.join(_details(operation))}</dl></article>"

    def _shapes(self) -> Iterator[str]:
        for name, schema in self.document["components"]["schemas"].items():
            yield f'<article id="shape-{name}"><h3>{name}</h3>'
            yield f"<p>{escape(schema.get('description', ''))}</p><dl>"
            for field, shape in schema.get("properties", {}).items():
                need = "" if field in schema.get("required", ()) else ", optional"
                yield f"<dt><code>{escape(field)}</code></dt><dd>{_told(shape)}{need}</dd>"
            yield "</dl></article>"


def _details(operation: Mapping[str, Any]) -> Iterator[str]:
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        yield f"<dt>Body</dt><dd>{_told(schema)}</dd>"
    for status, response in operation["responses"].items():
        content = response.get("content", {}).get("application/json")
        shape = f" {_told(content['schema'])}" if content else ""
        yield f"<dt>{status}</dt><dd>{escape(response['description'])}{shape}</dd>"


def _told(schema: Mapping[str, Any]) -> str:
    """Return a shape in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#shape-{name}">{name}</a>'
    if "anyOf" in schema:
        words = " or ".join(_told(each) for each in schema["anyOf"])
    elif "enum" in schema:
        words = " or ".join(f"<code>{escape(str(each))}</code>" for each in schema["enum"])
    elif schema.get("type") == "array" and isinstance(schema.get("items"), Mapping):
        words = f"list of {_told(schema['items'])}"
    else:
        words = escape(str(schema.get("type", "anything")))
    said = schema.get("description")
    return f"{words}. {escape(said)}" if said else words

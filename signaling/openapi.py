"""The description of the HTTP API (OpenAPI 3.1), made from the routes that serve it."""

import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any, Final

import msgspec

from signaling.api.route import Access, Route
from signaling.problem import CONTENT_TYPE, KINDS, Problem

VERSION: Final = "3.1.0"
REFERENCE: Final = "#/components/schemas/{name}"
KEY: Final = "api_key"
TOKEN: Final = "participant_token"  # noqa: S105 - the name of a scheme

Json = dict[str, Any]


def describe(routes: Sequence[Route], *, version: str) -> Json:
    """Return the document for `routes`; `version` is the service's."""
    types = [
        t for route in routes for t in (route.body, route.answer, route.meanwhile) if t is not None
    ]
    shapes = list(dict.fromkeys([*types, Problem]))
    schemas, components = msgspec.json.schema_components(shapes, ref_template=REFERENCE)
    by_type = dict(zip(shapes, schemas, strict=True))
    paths: dict[str, Json] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, by_type)
    return {
        "openapi": VERSION,
        "info": {
            "title": "Holdspace",
            "version": version,
            "description": "Rooms, tokens and live sessions of a Holdspace node.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                KEY: {"type": "http", "scheme": "bearer", "bearerFormat": "KEY_ID:SECRET"},
                TOKEN: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
        },
    }


def _operation(route: Route, by_type: dict[type, Json]) -> Json:
    operation: Json = {
        "operationId": route.operation,
        "summary": route.summary,
        "responses": _responses(route, by_type),
    }
    if parameters := [*_path_parameters(route.path), *_other_parameters(route)]:
        operation["parameters"] = parameters
    if route.body is not None:
        content = {"application/json": {"schema": by_type[route.body]}}
        operation["requestBody"] = {"required": True, "content": content}
    if route.access is not Access.ANYONE:
        anonymous: list[Json] = [{}] if route.access is Access.KEY_OR_VISITOR else []
        token: list[Json] = [{TOKEN: []}] if route.access is Access.KEY_OR_TOKEN else []
        operation["security"] = [{KEY: []}, *token, *anonymous]
    return operation


def _path_parameters(path: str) -> Iterable[Json]:
    for name in re.findall(r"\{(\w+)\}", path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _other_parameters(route: Route) -> Iterable[Json]:
    for query in route.query:
        schema = {"type": query.kind}
        yield {"name": query.name, "in": "query", "description": query.says, "schema": schema}
    if route.method == "POST" and route.access is not Access.ANYONE:
        says = "Repeating a request with the same key within a day changes nothing twice."
        schema = {"type": "string"}
        yield {"name": "Idempotency-Key", "in": "header", "description": says, "schema": schema}


def _responses(route: Route, by_type: dict[type, Json]) -> Json:
    good: Json = {"description": HTTPStatus(route.status).phrase}
    if route.answer is not None:
        good["content"] = {"application/json": {"schema": by_type[route.answer]}}
    if route.media:
        binary = {"schema": {"type": "string", "format": "binary"}}
        good["content"] = dict.fromkeys(route.media, binary)
    responses = {str(route.status): good}
    if route.meanwhile is not None:
        content = {"application/json": {"schema": by_type[route.meanwhile]}}
        responses["202"] = {"description": HTTPStatus.ACCEPTED.phrase, "content": content}
    for code in _refusals(route):
        kind = KINDS[code]
        known = responses.setdefault(str(kind.status), {"description": ""})
        known["description"] = " ".join([known["description"], f"`{code}`: {kind.title}."]).strip()
        known["content"] = {CONTENT_TYPE: {"schema": by_type[Problem]}}
    return responses


def _refusals(route: Route) -> Iterable[str]:
    if route.access is not Access.ANYONE:
        yield "bad-key"
    if route.access is Access.KEY_OR_VISITOR:
        yield from ("foreign-origin", "too-fast")
    if route.body is not None:
        yield from ("bad-request", "too-large", "bad-field")
    yield from route.refusals

"""The HTTP API as a whole: it describes itself, and says whether it is well."""

import pytest
from openapi_spec_validator import validate

from signaling.app import ROUTES
from tests.support.calling import PROBLEM, call
from tests.support.door import Door


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/v1/", "/v1/webhooks"])
async def test_what_is_not_built_is_absent(door: Door, method: str, path: str) -> None:
    assert (await call(door, method, path))[0] == 404


async def test_a_wrong_method_says_which_are_right(door: Door) -> None:
    async with door.client.put("/v1/rooms") as response:
        assert response.status == 405
        assert response.headers["Allow"] == "GET,HEAD,POST"
        assert (await response.json(content_type=PROBLEM))["code"] == "no-such-method"


async def test_it_describes_itself_and_the_description_is_valid(door: Door) -> None:
    status, document = await call(door, "GET", "/v1/openapi.json", headers={})

    validate(document)
    assert status == 200
    assert document["openapi"].startswith("3.1")
    served = {(method.upper(), path) for path, ops in document["paths"].items() for method in ops}
    assert served == {(route.method, route.path) for route in ROUTES}
    operations = [op for ops in document["paths"].values() for op in ops.values()]
    assert len({op["operationId"] for op in operations}) == len(operations)


async def test_the_page_of_the_api_needs_nothing_from_elsewhere(door: Door) -> None:
    async with door.client.get("/docs") as response:
        page = await response.text()
        policy = response.headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "//" not in page.replace("https://clinic.example", "").replace("http://", "")
    assert "<script" not in page
    assert "style=" not in page
    for route in ROUTES:
        assert f"<code>{route.method} {route.path}</code>" in page


async def test_health_readiness_and_metrics(door: Door) -> None:
    made = await door.make_room()
    assert (await call(door, "GET", "/healthz", headers={}))[0] == 200
    assert (await call(door, "GET", "/readyz", headers={}))[0] == 200
    async with (
        await door.enter(made["id"], "facilitator", "Lena"),
        door.client.get("/metrics") as response,
    ):
        text = await response.text()

    assert "holdspace_sessions 1.0" in text
    assert "holdspace_participants 1.0" in text
    assert "holdspace_sockets 1.0" in text
    assert "holdspace_within_budget 1.0" in text
    assert 'holdspace_packet_path_total{what="late-dropped"} 3.0' in text
    assert "Lena" not in text
    assert made["id"] not in text


async def test_a_draining_node_is_not_ready(door: Door) -> None:
    await door.house.sockets.drain()

    status, problem = await call(door, "GET", "/readyz", headers={})

    assert (status, problem["code"]) == (503, "draining")
    assert (await call(door, "GET", "/healthz", headers={}))[0] == 200

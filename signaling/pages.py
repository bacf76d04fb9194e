"""Pages and files: what the web build has put into `static/`, and nothing else.

Names come from the address and are matched against a pattern without a slash or a leading dot:
there is no path to climb.
"""

from pathlib import Path
from typing import Final

from aiohttp import web

from rooms.ids import RoomId
from signaling import shield
from signaling.house import HOUSE
from signaling.problem import ProblemRaised

STATIC: Final = Path(__file__).parent / "static"

NAME: Final = "{name:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}}"

UNBUILT: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Holdspace: not built yet</title>
<h1>The web client is not built</h1>
<p>This checkout has no pages yet. Build them with <code>make web</code> (Node 20 or newer), then
reload. An installed package brings them along.</p>
</html>
"""


class Pages:
    """`folder` holds index, room and receipt.html, embed.js and assets/ with hashed names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.start),
            web.get("/r/{room}", self.room),
            web.get("/receipt", self.receipt),
            web.get(f"/assets/{NAME}", self.asset),
            web.get(f"/{NAME}", self.file),
        ]

    async def start(self, request: web.Request) -> web.StreamResponse:
        return self._page(request, "index.html")

    async def room(self, request: web.Request) -> web.StreamResponse:
        """Serve the same page for every id: whether there is such a room, its links tell."""
        house = request.app[HOUSE]
        record = await house.store.rooms.get(RoomId(request.match_info["room"]))
        own = record.allowed_origins if record else ()
        ancestors = (*house.settings.allowed_origins, *own)
        return self._page(request, "room.html", ancestors=ancestors)

    async def receipt(self, request: web.Request) -> web.StreamResponse:
        """Serve the page that checks a saved receipt by itself."""
        return self._page(request, "receipt.html")

    async def asset(self, request: web.Request) -> web.StreamResponse:
        path = self._folder / "assets" / request.match_info["name"]
        return _file(path, {**shield.FOR_EVERYONE, **shield.IMMUTABLE})

    async def file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name.endswith(".html"):
            raise ProblemRaised("absent", "There is no such page.")
        return _file(self._folder / name, {**shield.FOR_EVERYONE, **shield.REVALIDATE})

    def _page(
        self, request: web.Request, name: str, *, ancestors: tuple[str, ...] = ()
    ) -> web.StreamResponse:
        policy = shield.content_policy(request.host, ancestors=ancestors)
        headers = {"Content-Security-Policy": policy, **shield.REVALIDATE}
        path = self._folder / name
        if not path.is_file():
            return web.Response(text=UNBUILT, content_type="text/html", status=503, headers=headers)
        return web.FileResponse(path, headers=headers)


def _file(path: Path, headers: dict[str, str]) -> web.StreamResponse:
    if not path.is_file():
        raise ProblemRaised("absent", "There is no such file.")
    return web.FileResponse(path, headers=headers)

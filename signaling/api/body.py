"""The body of a request: all of it in time, or none."""

import asyncio

from aiohttp import web

from signaling.house import House
from signaling.problem import ProblemRaised


async def read_body(house: House, request: web.Request) -> bytes:
    """Return the body, of `BODY_LIMIT` bytes at most."""
    try:
        async with asyncio.timeout(house.patience.body):
            return await request.read()
    except TimeoutError:
        seconds = f"{house.patience.body:.0f} s"
        raise ProblemRaised("too-slow", f"The body did not come within {seconds}.") from None

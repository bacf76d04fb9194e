"""The program itself: what runs it, what it is built of, and what it is told by the environment."""

import sys
from importlib.util import find_spec

from sfu import pumps
from signaling.doctor.finding import Finding, Health
from signaling.pages import STATIC
from signaling.setting_sources import unknown_variables
from signaling.settings import Settings


def python(_: Settings) -> Finding:
    said = f"{sys.version_info.major}.{sys.version_info.minor} at {sys.executable}"
    loop = "uvloop" if find_spec("uvloop") else "asyncio's own loop"
    return Finding(Health.OK, "python", f"{said}, {loop}")


def pump(settings: Settings) -> Finding:
    name, _ = pumps.load({pumps.VARIABLE: "" if settings.pump == "auto" else settings.pump})
    return Finding(Health.OK, "pump", f"{name}: what forwards the media")


def web_client(_: Settings) -> Finding:
    missing = [
        name for name in ("index.html", "room.html", "embed.js") if not (STATIC / name).is_file()
    ]
    if missing:
        remedy = "Build it with: make web"
        return Finding(Health.FAIL, "web client", f"not built: no {missing[0]}", remedy)
    return Finding(Health.OK, "web client", "built")


def variables(_: Settings) -> Finding:
    if unknown := unknown_variables():
        remedy = "Nothing reads them: are they misspelled?"
        return Finding(Health.WARN, "environment", ", ".join(unknown), remedy)
    return Finding(Health.OK, "environment", "no variable that nothing reads")

"""The real service and real browsers, each test with rooms of its own."""

import shutil
import subprocess
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Protocol

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from benchmarks.hall import Hall
from tests.browser.chromium import ChromiumTab, chromium
from tests.browser.firefox import FirefoxTab, firefox
from tests.browser.guest import Guest
from tests.browser.network import ADDRESS, Line, laid
from tests.browser.people import FERN, Person
from tests.browser.server import Links, Server
from tests.browser.taking_turns import BROWSERS, chosen
from tests.support.certificate import Certificate


class Arrive(Protocol):
    def __call__(self, person: Person, *, large: bool = False) -> Guest:
        """`large`: with a camera of three layers, which is work for the whole machine."""


Gather = Callable[[Links], Hall]

SHOTS: Final = Path("test-results/screenshots")
FAILURES: Final = Path("test-results/failures")
FAILED: Final = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def certificate() -> Certificate:
    """What the browsers here trust beside the world's own: that of a TURN server."""
    return Certificate.of("127.0.0.1", ADDRESS)


@pytest.fixture(scope="session")
def browser(playwright: Playwright, certificate: Certificate) -> Iterator[Browser]:
    """One Chromium for all; every person has a profile of their own in it."""
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed: see scripts/browsers.sh")
    with chromium(playwright, trusted_key=certificate.key_hash) as started:
        yield started


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for every test that does not hurt it."""
    running = Server(tmp_path_factory.mktemp("holdspace"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server to be killed."""
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browsers = BROWSERS if _missing_for_firefox() is None else BROWSERS[:1]
    on = chosen(items, browsers)
    config.hook.pytest_deselected(items=[item for item in items if item not in on])
    items[:] = [item for item in items if item in on]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def arrive(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Arrive]:
    """Seat people at browsers; afterwards nobody's console may have complained."""
    guests: list[Guest] = []

    def seat(person: Person, *, large: bool = False) -> Guest:
        seen = person if large else person.with_small_camera()
        guests.append(Guest(ChromiumTab(browser, seen), person))
        return guests[-1]

    yield seat
    if request.node.stash.get(FAILED, False):
        _keep_what_they_saw(request.node.name, guests)
    complaints = {guest.person.name: guest.tab.complaints() for guest in guests}
    for guest in guests:
        guest.tab.close()
    assert not any(complaints.values()), complaints


@pytest.fixture(scope="session")
def ferns_firefox() -> Iterator[FirefoxTab]:
    """One Firefox for all: it takes seconds to start."""
    if (missing := _missing_for_firefox()) is not None:
        pytest.skip(missing)
    with firefox(FERN.with_small_camera()) as tab:
        yield tab


@pytest.fixture
def fern_in_firefox(ferns_firefox: FirefoxTab, request: pytest.FixtureRequest) -> Iterator[Guest]:
    guest = Guest(ferns_firefox, FERN)
    yield guest
    if request.node.stash.get(FAILED, False):
        _keep_what_they_saw(request.node.name, [guest])
    complaints = ferns_firefox.complaints()
    ferns_firefox.close()
    assert complaints == []


@pytest.fixture(params=BROWSERS)
def fern(request: pytest.FixtureRequest) -> Guest:
    """Fern, whose experience is tested, in Chromium or in Firefox."""
    if request.param == "firefox":
        guest: Guest = request.getfixturevalue("fern_in_firefox")
        return guest
    arrive: Arrive = request.getfixturevalue("arrive")
    return arrive(FERN)


@pytest.fixture
def gather(server: Server) -> Iterator[Gather]:
    """Seat simulated people in a room, each on a line of their own."""
    with ExitStack() as halls:
        yield lambda room: halls.enter_context(Hall(server, room.room))


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    """Fern's own TCP line to the server."""
    with laid(server.port) as open_line:
        yield open_line


@pytest.fixture(scope="session")
def shots() -> Path:
    SHOTS.mkdir(parents=True, exist_ok=True)
    return SHOTS


def _keep_what_they_saw(test: str, guests: Iterable[Guest]) -> None:
    FAILURES.mkdir(parents=True, exist_ok=True)
    for guest in guests:
        guest.tab.screenshot(FAILURES / f"{test}-{guest.person.name}.png")


def _missing_for_firefox() -> str | None:
    for program in ("firefox-esr", "pulseaudio"):
        if shutil.which(program) is None:
            return f"{program} is not installed: see scripts/browsers.sh"
    if not _has_default_route():
        return "Firefox reaches no server without a route: see tests/browser/namespace.sh"
    return None


def _has_default_route() -> bool:
    ip = shutil.which("ip")
    if ip is None:
        return False
    return bool(
        subprocess.run([ip, "route", "show", "default"], capture_output=True, check=False).stdout
    )

"""Everybody gets in, takes part and leaves: by keyboard, enlarged, in the dark, in few colours, read aloud."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import overflow, violations
from tests.browser.guest import Guest
from tests.browser.server import Server
from tests.browser.states import Pages
from tests.browser.tab import Tab
from tests.browser.taking_turns import EVERY

pytestmark = pytest.mark.timeout(300)  # forty pages, each looked at by hand as it were

LARGE: Final = (1440, 900)
PHONE: Final = (390, 844)
ZOOMED: Final = (720, 450)
"""What is left of 1440 x 900 at 200 %."""

EVERY_LOOK: Final = [(size, language) for size in (LARGE, PHONE) for language in ("en", "de")]
LOOKS: Final = EVERY_LOOK if os.environ.get(EVERY) else [(LARGE, "en"), (PHONE, "de")]
"""Both sizes and both languages: the longer words on the smaller page."""
LONGEST: Final = ["en", "de"] if os.environ.get(EVERY) else ["de"]

Open = Callable[..., AbstractContextManager[Page]]
Look = Callable[[tuple[int, int], str], "dict[str, Seen]"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is wrong with a page in one state, and what moves though nothing should."""

    moving: list[Any]
    by_day: list[Any]
    in_the_dark: list[Any]
    """Only colours differ: that the rest is in order is seen by daylight."""


class FirefoxPage:
    """As much of Playwright's page as it takes to put states on one, in Firefox."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self.keyboard = tab

    def evaluate(self, script: str, argument: Any = None) -> Any:
        """Run an expression; if it is a function, call it with `argument`."""
        return self._tab.run(
            f"const value = {script}\n; return typeof value === 'function' ? await value(given[0]) : await value",
            argument,
        )


@pytest.fixture(scope="module")
def show(browser: Browser, server: Server) -> Open:
    """Open the page of a room that nobody is in, as a browser set up in such and such a way."""

    @contextmanager
    def opened(size: tuple[int, int], language: str = "en", **setting: Any) -> Iterator[Page]:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=language, **setting
        )
        page = context.new_page()
        # The room is the one of each state: nothing of this page shall ask the server for another.
        page.goto(f"{server.url}/r/{server.make_room().room}")
        page.wait_for_selector("holdspace-room")
        yield page
        context.close()

    return opened


@pytest.fixture(scope="module")
def look(show: Open) -> Look:
    """Go through all states once for all that is to be seen in them."""

    @cache
    def seen(size: tuple[int, int], language: str) -> dict[str, Seen]:
        with show(size, language, reduced_motion="reduce") as page:
            return {name: _seen(page, put) for name, put in Pages(page).states().items()}

    return seen


def _seen(page: Page, put: Callable[[], None]) -> Seen:
    put()
    moving = page.evaluate(MOVING)
    by_day = [*violations(page), *overflow(page)]
    page.emulate_media(color_scheme="dark")
    in_the_dark = violations(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    return Seen(moving, by_day, in_the_dark)


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_axe_finds_nothing_in_any_state(look: Look, size: tuple[int, int], language: str) -> None:
    found = {name: seen.by_day for name, seen in look(size, language).items()}

    assert not any(found.values()), report(found)


def test_axe_finds_nothing_in_firefox_either(server: Server, fern_in_firefox: Guest) -> None:
    found: dict[str, list[Any]] = {}
    page: Any = FirefoxPage(fern_in_firefox.tab)
    fern_in_firefox.tab.goto(f"{server.url}/r/{server.make_room().room}")
    fern_in_firefox.tab.resize(*LARGE)
    page.evaluate("test.until(() => document.querySelector('holdspace-room'))")
    for name, put in Pages(page).states().items():
        put()
        found[name] = [*violations(page), *overflow(page)]

    assert not any(found.values()), report(found)


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_in_the_dark_everything_can_still_be_read(
    look: Look, size: tuple[int, int], language: str
) -> None:
    found = {name: seen.in_the_dark for name, seen in look(size, language).items()}

    assert not any(found.values()), report(found)


@pytest.mark.parametrize("language", ["en", "de"])
def test_axe_finds_nothing_on_the_start_page(
    browser: Browser, server: Server, language: str
) -> None:
    page = browser.new_context(locale=language).new_page()
    page.goto(server.url)
    page.get_by_role("textbox").fill("Thursday group")
    before = violations(page)
    page.get_by_role("textbox").press("Enter")
    page.wait_for_selector("holdspace-start >> css=.links")

    assert (before, violations(page)) == ([], [])
    page.context.close()


@pytest.mark.parametrize("language", LONGEST)
def test_at_200_percent_nothing_is_cut_off_and_no_control_is_lost(
    show: Open, language: str
) -> None:
    found: dict[str, list[Any]] = {}
    with show(LARGE, language) as page:
        pages = Pages(page)
        for name, put in pages.states().items():
            page.set_viewport_size({"width": LARGE[0], "height": LARGE[1]})
            put()
            before = controls(page)
            page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
            found[name] = [*overflow(page), *out_of_reach(page)]
            if len(controls(page)) == 0 < len(before):
                found[name].append("every control is gone")

    assert not any(found.values()), report(found)


def test_from_right_to_left_the_pages_mirror_and_still_fit(show: Open, shots: Path) -> None:
    found: dict[str, list[Any]] = {}
    for size in (LARGE, PHONE):
        with show(size) as page:
            for name, put in Pages(page).states().items():
                put()
                page.evaluate(
                    "document.querySelector('holdspace-room').shadowRoot.querySelector('.frame').dir = 'rtl'"
                )
                found[f"{name} at {size[0]}"] = overflow(page)
                if name in {"prejoin-norms", "room-client", "messages-client", "device"}:
                    page.screenshot(path=shots / f"rtl-{name}-{size[0]}.png")

    assert not any(found.values()), report(found)


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_with_reduced_motion_nothing_moves(
    look: Look, size: tuple[int, int], language: str
) -> None:
    found = {name: seen.moving for name, seen in look(size, language).items()}

    assert not any(found.values()), report(found)


def test_with_forced_colors_states_keep_a_shape(show: Open, shots: Path) -> None:
    with show(LARGE, forced_colors="active") as page:
        pages = Pages(page)
        for name in ("prejoin-norms", "room-client", "people-facilitator", "more-facilitator"):
            pages.states()[name]()
            page.screenshot(path=shots / f"forced-colors-{name}.png")
            assert page.evaluate(SHAPELESS) == [], name


MOVING: Final = """
() => {
  const deep = (root) => [root, ...[...root.querySelectorAll('*')].flatMap((one) => one.shadowRoot ? deep(one.shadowRoot) : [])];
  return deep(document).flatMap((root) => root.getAnimations())
    .filter((one) => one.playState === 'running' && one.effect.getComputedTiming().duration > 1)
    .map((one) => `${one.animationName ?? one.transitionProperty} on ${one.effect.target.className}`);
}
"""

# Pressed or chosen controls, and speaking tiles, that look like the others where colours are few.
SHAPELESS: Final = """
() => {
  const root = document.querySelector('holdspace-room').shadowRoot;
  const outlined = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.borderTopStyle !== 'none';
  };
  return [...root.querySelectorAll('[aria-pressed="true"], .tile.speaking, .opt:has(:checked), [aria-checked="true"]')]
    .filter((one) => one.checkVisibility() && !outlined(one) && !one.querySelector('svg, .knob'))
    .map((one) => one.className);
}
"""

CONTROLS: Final = """
() => {
  const root = document.querySelector('holdspace-room').shadowRoot;
  return [...root.querySelectorAll('button, input, select, summary, a')]
    .filter((one) => one.checkVisibility({visibilityProperty: true}))
    .map((one) => one.getAttribute('aria-label') ?? one.textContent.trim());
}
"""

# Whatever can be focused must be somewhere on the screen once it is, and not beneath something else.
OUT_OF_REACH: Final = """
() => {
  const root = document.querySelector('holdspace-room').shadowRoot;
  const lost = [];
  for (const one of root.querySelectorAll('button, input, select, summary')) {
    if (!one.checkVisibility({visibilityProperty: true})) continue;
    one.scrollIntoView({block: 'center', inline: 'center'});
    const box = one.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const name = one.dataset.control ?? one.getAttribute('aria-label') ?? one.textContent.trim();
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) lost.push(`${name} is off the screen`);
    else {
      const top = root.elementFromPoint(x, y);
      const label = one.closest('label');
      if (top !== one && !one.contains(top) && !(label && label.contains(top))) {
        lost.push(`${name} lies beneath ${top?.localName}.${top?.getAttribute('class')}`);
      }
    }
  }
  return lost;
}
"""


def controls(page: Page) -> list[str]:
    return list(page.evaluate(CONTROLS))


def out_of_reach(page: Page) -> list[str]:
    return list(page.evaluate(OUT_OF_REACH))


def report(found: dict[str, list[Any]]) -> str:
    return "\n".join(f"{name}: {one}" for name, all_of_it in found.items() for one in all_of_it)

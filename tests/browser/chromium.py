"""Chromium, driven by Playwright."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Playwright

from tests.browser.people import Person

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    # Without it no candidate is gathered where loopback is the only interface.
    "--allow-loopback-in-peer-connection",
    # Several people share one machine: a page in the background must go on painting.
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
)
ALLOW: Final = "--use-fake-ui-for-media-stream"
DENY: Final = "--use-fake-ui-for-media-stream=deny"


@contextmanager
def chromium(
    playwright: Playwright,
    *,
    devices: str = ALLOW,
    trusted_key: str = "",
    starter: Path | None = None,
    secure: str = "",
) -> Iterator[Browser]:
    """Start a Chromium that answers every question for a device with `devices`.

    `trusted_key` is the hash of a key whose certificate it takes, whoever signed it; `starter` a
    program that starts it in its own way; `secure` an origin that it takes for safe without TLS.
    """
    binary = starter or shutil.which("chromium")
    assert binary is not None, "chromium is not installed"
    browser = playwright.chromium.launch(
        executable_path=binary,
        headless=True,
        args=[
            *FLAGS,
            devices,
            f"--ignore-certificate-errors-spki-list={trusted_key}",
            *([f"--unsafely-treat-insecure-origin-as-secure={secure}"] if secure else []),
        ],
    )
    try:
        yield browser
    finally:
        browser.close()


class ChromiumTab:
    """A tab in a profile of its own: another person on another machine."""

    def __init__(
        self,
        browser: Browser,
        person: Person,
        *,
        scripts: Sequence[str] = (),
        bypass_csp: bool = False,
    ) -> None:
        self._context: BrowserContext = browser.new_context(
            bypass_csp=bypass_csp,
            viewport={"width": 1024, "height": 768},
            permissions=["clipboard-read", "clipboard-write"],
        )
        for script in (person.script(), *scripts):
            self._context.add_init_script(script)
        self.page = self._context.new_page()
        self._complaints: list[str] = []
        self._forgiven: list[str] = []
        self.page.on("console", self._overhear)
        self.page.on("pageerror", lambda error: self._complaints.append(str(error)))

    def goto(self, url: str) -> None:
        self.page.goto(url, wait_until="domcontentloaded")

    def reload(self) -> None:
        self.page.reload(wait_until="domcontentloaded")

    def run(self, script: str, *arguments: Any) -> Any:
        return self.page.evaluate(
            f"async (given) => {{ const test = window.holdspaceTest; {script} }}", arguments
        )

    def click(self, role: str, name: str) -> None:
        self._find(role, name).click()

    def fill(self, role: str, name: str, text: str) -> None:
        self._find(role, name).fill(text)

    def choose(self, name: str, option: str) -> None:
        self._find("combobox", name).select_option(label=option)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def hold(self, key: str) -> None:
        self.page.keyboard.down(key)

    def let_go(self, key: str) -> None:
        self.page.keyboard.up(key)

    def processes(self) -> list[int]:
        browser = self._context.browser
        assert browser is not None
        devtools = browser.new_browser_cdp_session()
        return [one["id"] for one in devtools.send("SystemInfo.getProcessInfo")["processInfo"]]

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self, path: Path) -> None:
        self.page.screenshot(path=path)

    def complaints(self) -> list[str]:
        said = self.run("return [...test.violations, ...test.failures]") if self._is_ours() else []
        heard = [*self._complaints, *said]
        return [one for one in heard if not any(text in one for text in self._forgiven)]

    def forgive(self, text: str) -> None:
        self._forgiven.append(text)

    def close(self) -> None:
        self._context.close()

    def _find(self, role: str, name: str) -> Any:
        pattern = re.compile(f"^{re.escape(name)}", re.IGNORECASE)
        return self.page.get_by_role(role, name=pattern).first  # type: ignore[arg-type]

    def _is_ours(self) -> bool:
        return bool(self.page.evaluate("Boolean(window.holdspaceTest)"))

    def _overhear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complaints.append(f"{message.text} ({message.location.get('url', '')})")

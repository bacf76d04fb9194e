"""Firefox ESR, driven by Marionette, with a sound server that leads nowhere."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from tests.browser.marionette import Marionette, Stale, addon
from tests.browser.people import Person
from tests.browser.ports import free_tcp_port, wait_for_port
from tests.support.mortal import MORTAL

ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element (WebDriver, section 12.2)."""

PREFERENCES: Final = {
    "media.navigator.permission.disabled": True,
    "toolkit.legacyUserProfileCustomizations.stylesheets": True,
    "media.navigator.streams.fake": True,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    # Nothing calls home.
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.topsites.contile.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}

SIZE: Final = (1024, 768)

NARROW: Final = ":root { min-width: 0 !important; min-height: 0 !important; }"
"""A window of Firefox is never narrower than 500 px by itself; a phone is."""

CONTROLS: Final = """
const [name] = given;
const words = (e) => [e.getAttribute('aria-label') ?? '', e.textContent, ...[...(e.labels ?? [])].map((label) => label.textContent)];
return test.deep().filter((e) => e.matches('button, a, input, textarea, select, summary, [role]')
  && e.checkVisibility() && words(e).some((each) => test.plain(each).toLowerCase().includes(name.toLowerCase())));
"""

OPTION: Final = """
const [list, words] = given;
return [...list.querySelectorAll('option')].find((one) => test.plain(one.textContent) === words) ?? null;
"""

KEYS: Final = {
    "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Escape": "\ue00c", "Space": " ",
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
    "F6": "\ue036",
}  # fmt: skip
"""The signs that stand for keys without one (WebDriver, section 17.4.2)."""


@contextmanager
def silent_speakers(folder: Path) -> Iterator[dict[str, str]]:
    """Run a sound server without a sound card, and say how to reach it.

    Firefox never starts an AudioContext where there is no audio device at all.
    """
    native = folder / "speakers"
    process = subprocess.Popen(
        [
            *MORTAL, "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            "--load=module-null-sink sink_name=nowhere",
            f"--load=module-native-protocol-unix socket={native} auth-anonymous=1",
        ],
        env={"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 10
        while not native.exists():
            assert process.poll() is None, "pulseaudio ended"
            assert time.monotonic() < deadline, "pulseaudio opened no socket"
            time.sleep(0.02)
        yield {"PULSE_SERVER": f"unix:{native}"}
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def firefox(person: Person) -> Iterator["FirefoxTab"]:
    """Start a Firefox of `person`'s own."""
    binary = shutil.which("firefox-esr")
    assert binary is not None, "firefox-esr is not installed"
    with tempfile.TemporaryDirectory(prefix="holdspace-firefox-") as home:
        port = free_tcp_port()
        preferences = PREFERENCES | {"marionette.port": port}
        profile = Path(home) / "profile"
        profile.mkdir()
        (profile / "user.js").write_text(
            "".join(
                f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in preferences.items()
            )
        )
        (profile / "chrome").mkdir()
        (profile / "chrome" / "userChrome.css").write_text(NARROW)
        with silent_speakers(Path(home)) as speakers:
            process = subprocess.Popen(
                [
                    *MORTAL,
                    binary,
                    "-marionette",
                    "-headless",
                    "-no-remote",
                    "-profile",
                    str(profile),
                ],
                env=os.environ | {"HOME": home} | speakers,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                wait_for_port(port, 40)
                driver = Marionette(port)
                driver.command("Addon:Install", addon=addon(person.script()), temporary=True)
                yield FirefoxTab(driver, process.pid)
                driver.close()
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


class FirefoxTab:
    """The one tab of a Firefox."""

    def __init__(self, driver: Marionette, process: int) -> None:
        self._driver = driver
        self._process = process
        self._forgiven: list[str] = []
        self._driver.command("WebDriver:SetTimeouts", script=60_000)

    def goto(self, url: str) -> None:
        self._driver.command("WebDriver:Navigate", url=url)

    def reload(self) -> None:
        self._driver.command("WebDriver:Refresh")

    def run(self, script: str, *arguments: Any) -> Any:
        return self._driver.run(f"const test = window.holdspaceTest; {script}", *arguments)

    def click(self, role: str, name: str) -> None:
        self._driver.command("WebDriver:ElementClick", id=self._find(role, name))

    def fill(self, role: str, name: str, text: str) -> None:
        element = self._find(role, name)
        self._driver.command("WebDriver:ElementClear", id=element)
        self._driver.command("WebDriver:ElementSendKeys", id=element, text=text)

    def choose(self, name: str, option: str) -> None:
        found = self.run(OPTION, {ELEMENT: self._find("combobox", name)}, option)
        assert found is not None, f"{name} offers no {option!r}"
        self._driver.command("WebDriver:ElementClick", id=found[ELEMENT])

    def press(self, *keys: str) -> None:
        for key in keys:
            together = key.split("+")
            for one in together:
                self.hold(one)
            for one in reversed(together):
                self.let_go(one)

    def hold(self, key: str) -> None:
        self._act("keyDown", key)

    def let_go(self, key: str) -> None:
        self._act("keyUp", key)

    def processes(self) -> list[int]:
        return [self._process, *descendants(self._process)]

    def resize(self, width: int, height: int) -> None:
        """Give the page this size; the window around it is larger."""
        around = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        self._driver.command(
            "WebDriver:SetWindowRect", width=width + around[0], height=height + around[1]
        )

    def screenshot(self, path: Path) -> None:
        picture = self._driver.command("WebDriver:TakeScreenshot", full=False)
        path.write_bytes(base64.b64decode(picture))

    def complaints(self) -> list[str]:
        said = self.run("return test ? [...test.violations, ...test.failures] : []")
        return [one for one in said if not any(text in one for text in self._forgiven)]

    def forgive(self, text: str) -> None:
        self._forgiven.append(text)

    def close(self) -> None:
        """Leave the tab as a new one: the next person to sit here knows nothing of this one."""
        self._driver.command("WebDriver:ReleaseActions")
        self._forgiven.clear()
        self.run("if (test) { localStorage.clear(); sessionStorage.clear(); }")
        self.resize(*SIZE)
        self.goto("about:blank")

    def _find(self, role: str, name: str) -> str:
        """Ask Firefox's accessibility tree, as a screen reader would."""
        deadline = time.monotonic() + 15
        while True:
            with suppress(Stale):  # The page has changed meanwhile: look again.
                for element in (str(found[ELEMENT]) for found in self.run(CONTROLS, name)):
                    is_named = self._ask("Label", element).lower().startswith(name.lower())
                    if is_named and self._ask("Role", element) == role:
                        return element
            assert time.monotonic() < deadline, f"no {role} named {name!r}"

    def _ask(self, what: str, element: str) -> str:
        return str(self._driver.command(f"WebDriver:GetComputed{what}", id=element))

    def _act(self, what: str, key: str) -> None:
        action = {"type": what, "value": KEYS.get(key, key)}
        keyboard = {"type": "key", "id": "keyboard", "actions": [action]}
        self._driver.command("WebDriver:PerformActions", actions=[keyboard])


def descendants(process: int) -> list[int]:
    """Return the ids of the children of `process`, and of theirs."""
    children: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        children += [int(one) for one in (task / "children").read_text().split()]
    return [*children, *(each for child in children for each in descendants(child))]

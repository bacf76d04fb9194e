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

ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element (WebDriver, section 12.2)."""

PREFERENCES: Final = {
    "media.navigator.permission.disabled": True,
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

CONTROLS: Final = """
return test.deep().filter((e) => e.matches('button, a, input, textarea, select, [role]')
  && e.checkVisibility());
"""


@contextmanager
def silent_speakers(folder: Path) -> Iterator[dict[str, str]]:
    """Run a sound server without a sound card, and say how to reach it.

    Firefox never starts an AudioContext where there is no audio device at all.
    """
    native = folder / "speakers"
    process = subprocess.Popen(
        [
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
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
        with silent_speakers(Path(home)) as speakers:
            process = subprocess.Popen(
                [binary, "-marionette", "-headless", "-no-remote", "-profile", str(profile)],
                env=os.environ | {"HOME": home} | speakers,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                wait_for_port(port, 40)
                driver = Marionette(port)
                driver.command("Addon:Install", addon=addon(person.script()), temporary=True)
                yield FirefoxTab(driver)
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

    def __init__(self, driver: Marionette) -> None:
        self._driver = driver
        self._forgiven: list[str] = []
        self._driver.command("WebDriver:SetTimeouts", script=60_000)

    def goto(self, url: str) -> None:
        self._driver.command("WebDriver:Navigate", url=url)

    def run(self, script: str, *arguments: Any) -> Any:
        return self._driver.run(f"const test = window.holdspaceTest; {script}", *arguments)

    def click(self, role: str, name: str) -> None:
        self._driver.command("WebDriver:ElementClick", id=self._find(role, name))

    def fill(self, role: str, name: str, text: str) -> None:
        element = self._find(role, name)
        self._driver.command("WebDriver:ElementClear", id=element)
        self._driver.command("WebDriver:ElementSendKeys", id=element, text=text)

    def resize(self, width: int, height: int) -> None:
        self._driver.command("WebDriver:SetWindowRect", width=width, height=height)

    def screenshot(self, path: Path) -> None:
        picture = self._driver.command("WebDriver:TakeScreenshot", full=False)
        path.write_bytes(base64.b64decode(picture))

    def complaints(self) -> list[str]:
        said = self.run("return test ? [...test.violations, ...test.failures] : []")
        return [one for one in said if not any(text in one for text in self._forgiven)]

    def forgive(self, text: str) -> None:
        self._forgiven.append(text)

    def close(self) -> None:
        self._driver.command("WebDriver:Navigate", url="about:blank")

    def _find(self, role: str, name: str) -> str:
        """Ask Firefox's accessibility tree, as a screen reader would."""
        deadline = time.monotonic() + 15
        while True:
            with suppress(Stale):  # The page has changed meanwhile: look again.
                for element in (str(found[ELEMENT]) for found in self.run(CONTROLS)):
                    is_named = self._ask("Label", element).lower().startswith(name.lower())
                    if is_named and self._ask("Role", element) == role:
                        return element
            assert time.monotonic() < deadline, f"no {role} named {name!r}"

    def _ask(self, what: str, element: str) -> str:
        return str(self._driver.command(f"WebDriver:GetComputed{what}", id=element))

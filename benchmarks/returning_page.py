"""A real browser's page in the room, and when media flows over its newest connection.

Times are the machine's, in seconds since 1970: what happens at the server's other end, and in other
pages, is compared with them.
"""

from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser

from tests.browser.chromium import ChromiumTab
from tests.browser.guest import Guest
from tests.browser.people import Person

NOWHERE: Final[dict[str, Any]] = {"phase": "connecting", "self": None, "participants": []}

WATCH: Final = """
(() => {
  // One entry for each connection of this page: when it was made, when secure, when first painted.
  const paths = (window.paths = []);
  const Given = window.RTCPeerConnection;
  window.RTCPeerConnection = class RTCPeerConnection extends Given {
    constructor(...given) {
      super(...given);
      const path = {peer: this, made: Date.now()};
      paths.push(path);
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected') path.connected ??= Date.now();
      });
    }
  };
  const pathOf = (track) =>
    paths.find(({peer}) => peer.getReceivers().some((one) => one.track === track));
  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  const watched = new WeakSet();
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...source,
    set(stream) {
      source.set.call(this, stream);
      if (!(this instanceof HTMLVideoElement) || watched.has(this)) return;
      watched.add(this);
      const painted = () => {
        const path = pathOf(this.srcObject?.getVideoTracks()[0]);
        if (path) path.painted ??= Date.now();
        this.requestVideoFrameCallback(painted);
      };
      this.requestVideoFrameCallback(painted);
    },
  });
})();
"""

SWITCH_ON_AFTER_RELOAD: Final = """
(() => {
  if (performance.getEntriesByType('navigation')[0]?.type !== 'reload') return;
  const wish = setInterval(() => {
    const test = window.holdspaceTest;
    if (test.state()?.phase !== 'joined') return;
    const isOff = (one) => !one.disabled && one.textContent.trim().startsWith('Camera off');
    const button = test.deep().find((one) => one.localName === 'button' && isOff(one));
    if (!button) return;
    clearInterval(wish);
    button.click();
  }, 4);
})();
"""

PATIENCE: Final = 30.0  # seconds; who is not back by then counts with as many

NEWEST: Final = """
const [known] = given;
const flows = () =>
  window.paths.slice(known).find(({connected, painted}) => connected && painted);
const found = await test.until(flows, PATIENCE).catch(() => null);
return found && [found.connected / 1000, found.painted / 1000];
""".replace("PATIENCE", str(PATIENCE))


@dataclass(frozen=True, slots=True)
class Secured:
    """A page's new connection."""

    connected: float
    painted: float
    """The first frame of somebody else."""


class ReturningPage:
    def __init__(self, browser: Browser, person: Person) -> None:
        scripts = (WATCH, SWITCH_ON_AFTER_RELOAD)
        self.tab = ChromiumTab(browser, person, scripts=scripts)
        self.guest = Guest(self.tab, person)

    @property
    def name(self) -> str:
        return self.guest.person.name

    @property
    def id(self) -> str:
        return str(self.state()["self"])

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] | None = self.guest.state()
        return NOWHERE if state is None else state

    def connections(self) -> int:
        """Return how many connections this page has made since it was loaded."""
        return int(self.tab.run("return window.paths.length"))

    def reload(self) -> None:
        """Return once the new document has begun."""
        self.tab.page.reload(wait_until="commit")

    def flowing(self, known: int) -> Secured | None:
        """Return the first connection after `known` ones that painted somebody; None: none did."""
        found = self.tab.run(NEWEST, known)
        return None if found is None else Secured(*found)

    def close(self) -> None:
        self.tab.close()

"""Somebody who has a keyboard and nothing else: no pointer, no script that presses for them."""

import time
from typing import Final

from playwright.sync_api import Page

PATIENCE: Final = 15  # seconds
WAY: Final = 80
"""Presses of Tab after which a control counts as out of reach."""

FOCUSED: Final = """
() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  if (!one || one === document.body) return '';
  const labels = [...(one.labels ?? [])].map((label) => label.textContent.trim());
  return (one.getAttribute('aria-label') ?? labels[0] ?? one.textContent).replace(/\\s+/g, ' ').trim();
}
"""

VISIBLE: Final = """
() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const style = getComputedStyle(one);
  return one.matches('[data-landing], input') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
}
"""


class Keys:
    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def focused(self) -> str:
        """Return the name of what has the focus."""
        return str(self._page.evaluate(FOCUSED))

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until the control of that name has the focus, and see that the focus shows."""
        passed: list[str] = []
        for _ in range(WAY):
            self.press("Shift+Tab" if back else "Tab")
            passed.append(self.focused())
            if passed[-1].startswith(name):
                assert self._page.evaluate(VISIBLE), f"nobody sees that {name} has the focus"
                return
        raise AssertionError(f"{name} is out of reach; on the way were {passed}")

    def wait_for_focus_on(self, name: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.focused() != name:
            assert time.monotonic() < deadline, f"{self.focused()!r} has the focus, not {name!r}"
            self._page.wait_for_timeout(50)

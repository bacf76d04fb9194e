"""Somebody who has a keyboard and nothing else: no pointer, no script that presses for them."""

from typing import Final

from tests.browser.tab import Tab

PATIENCE: Final = 15  # seconds
WAY: Final = 80
"""Presses of Tab after which a control counts as out of reach."""

FOCUSED: Final = """
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  if (!one || one === document.body) return '';
  const labels = [...(one.labels ?? [])].map((label) => label.textContent.trim());
  return (one.getAttribute('aria-label') ?? labels[0] ?? one.textContent).replace(/\\s+/g, ' ').trim();
"""

VISIBLE: Final = """
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const style = getComputedStyle(one);
  return one.matches('[data-landing], input') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
"""


class Keys:
    def __init__(self, tab: Tab) -> None:
        self._tab = tab

    def press(self, *keys: str) -> None:
        self._tab.press(*keys)

    def type(self, text: str) -> None:
        self._tab.press(*("Space" if sign == " " else sign for sign in text))

    def focused(self) -> str:
        """Return the name of what has the focus."""
        return str(self._tab.run(FOCUSED))

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until the control of that name has the focus, and see that the focus shows."""
        passed: list[str] = []
        for _ in range(WAY):
            self.press("Shift+Tab" if back else "Tab")
            passed.append(self.focused())
            if passed[-1].startswith(name):
                assert self._tab.run(VISIBLE), f"nobody sees that {name} has the focus"
                return
        raise AssertionError(f"{name} is out of reach; on the way were {passed}")

    def wait_for_focus_on(self, name: str) -> None:
        self._tab.run(
            f"const focused = () => {{ {FOCUSED} }};"
            " await test.until(() => focused() === given[0], given[1], focused)",
            name,
            PATIENCE,
        )

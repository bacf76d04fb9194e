"""axe-core in a page: the violations of WCAG 2.2 A and AA, and of good practice, that a program can find."""

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

SOURCE: Final = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"

RUN: Final = """
async (rules) => {
  // Colors on the way from one to another are nobody's choice.
  const deep = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
  const moving = deep(document).flatMap((one) => one.getAnimations()).filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(moving.map((one) => one.finished));
  const {violations} = await axe.run(document, {resultTypes: ['violations'], ...(rules.length && {runOnly: rules})});
  return violations.flatMap(({id, help, nodes}) => nodes.map(({target, failureSummary}) =>
    `${id}: ${help}\\n  ${JSON.stringify(target)}\\n  ${failureSummary.replaceAll('\\n', '\\n  ')}`));
}
"""


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds wrong on the page as it is now, shadow roots included.

    Without `rules` it looks at everything.
    """
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(SOURCE.read_text())
    found: list[str] = page.evaluate(RUN, list(rules))
    return found


def overflow(page: Page) -> list[Any]:
    """Return whatever makes the page, or a scrolling part of it, wider than it is."""
    return list(
        page.evaluate("""
          () => {
            const deep = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
            const scrolls = (one) => one === document.documentElement
              || ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);
            return deep(document)
              .filter((one) => scrolls(one) && one.scrollWidth > one.clientWidth + 1 && one.localName !== 'input')
              .map((one) => `${one.localName}.${one.className} is ${one.scrollWidth} wide in ${one.clientWidth}`);
          }
        """)
    )

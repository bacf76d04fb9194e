"""A person at a browser: does what people do, and says what they see and hear."""

import json
from collections.abc import Iterable
from typing import Any, Final

from tests.browser.people import Person
from tests.browser.tab import Tab

PATIENCE: Final = 20
"""Seconds to wait for what should take a fraction of one: these machines are small and shared."""


class Guest:
    def __init__(self, tab: Tab, person: Person) -> None:
        self.tab = tab
        self.person = person

    def open(self, link: str) -> None:
        """Follow a link to the page before the room."""
        # A link that differs by its fragment alone would not be opened afresh.
        self.tab.goto("about:blank")
        self.tab.goto(link)

    def enter(self) -> None:
        """Choose a name and come in; returns once in the circle."""
        self.tab.fill("textbox", "Your name in the group", self.person.name)
        self.tab.click("button", "Come in")

    def come_in(self, link: str) -> None:
        self.open(link)
        self.enter()
        self.wait_for_phase("joined")

    def wait_for_phase(self, phase: str) -> None:
        self._until(f"test.state()?.phase === {phase!r}", "test.state()")

    def wait_for_company(self, people: int) -> None:
        """Wait until so many, this person among them, are here and connected."""
        self._until(
            "test.state()?.participants.filter((one) => one.connection === 'here').length"
            f" === {people}",
            "test.state()",
        )

    def wait_to_see(self, other: Person) -> None:
        self._until(f"test.shows({list(other.color)})", "test.pictures()")

    def keep_seeing(self, others: Iterable[Person], seconds: float = 2) -> None:
        """Watch that no picture of theirs goes away, not even for a moment."""
        shown = " && ".join(f"test.shows({list(other.color)})" for other in others)
        self.tab.run(f"await test.stays(() => {shown}, {seconds}, () => test.pictures())")

    def wait_to_miss(self, other: Person) -> None:
        """Wait until the other's picture is gone."""
        self._until(f"!test.shows({list(other.color)})", "test.pictures()")

    def wait_to_hear(self, other: Person) -> None:
        self._until(f"test.plays({other.hertz})", f"test.tones([{other.hertz}])")

    def wait_for_silence_of(self, other: Person) -> None:
        self._until(f"!test.plays({other.hertz})", f"test.tones([{other.hertz}])")

    def wait_to_read(self, words: str) -> None:
        """Wait until one who looks at the page can read this."""
        self._until(f"test.reads({json.dumps(words)})", "test.words()")

    def wait_until_gone(self, words: str) -> None:
        self._until(f"!test.reads({json.dumps(words)})", "test.words()")

    def wait_to_be_told(self, words: str) -> None:
        """Wait until a screen reader says this."""
        self._until(f"test.says({json.dumps(words)})", "test.words()")

    def wait_until(self, condition: str) -> None:
        """Wait for something to be true of `state`, and of `me`, one's own entry in it."""
        self._until(
            "{ const state = test.state();"
            " const me = state?.participants.find((one) => one.id === state.self);"
            f" return {condition}; }}",
            "test.state()",
        )

    def reads(self, words: str) -> bool:
        return bool(self.tab.run("return test.reads(given[0])", words))

    def controls(self) -> list[str]:
        return list(self.tab.run("return test.controls()"))

    def refusal(self, request: str) -> str:
        """Return the code with which the server refuses a request of the SDK; '' if it does not.

        For what no page offers: `muteAll()`, `admit('p1')`.
        """
        return str(
            self.tab.run(f"return test.client().{request}.then(() => '', (error) => error.code)")
        )

    def seats(self) -> list[Any]:
        """Return the tiles of the circle in the order of the page."""
        return list(self.tab.run("return test.seats()"))

    def name_seats(self) -> list[str]:
        return [one["name"] for one in self.seats()]

    def open_actions(self, other: Person) -> None:
        """Open the people panel, and what can be done about `other`."""
        if not self.reads("In the circle"):
            self.tab.click("button", "People")
        self.tab.run(
            """
            const row = await test.until(() => test.deep().find((one) => one.matches('li[data-participant] button.row')
              && test.plain(one.querySelector('.name b').textContent) === given[0]));
            if (row.getAttribute('aria-expanded') !== 'true') row.click();
            """,
            other.name,
        )

    def close_panel(self) -> None:
        self.tab.click("button", "Close")

    def see_nobody(self, other: Person, seconds: float = 1) -> None:
        """Watch that `other` is neither seen nor heard."""
        self.tab.run(
            f"await test.stays(() => !test.shows({list(other.color)}) && !test.plays({other.hertz}), {seconds})"
        )

    def state(self) -> Any:
        return self.tab.run("return test.state()")

    def me(self) -> Any:
        """Return this person's own entry in the roster."""
        return self.tab.run(
            "const state = test.state(); return state.participants.find((p) => p.id === state.self)"
        )

    def negotiations(self) -> tuple[int, int]:
        """Return how often another negotiation was wanted, and the offers taken per connection."""
        wanted, offers, peers = self.tab.run(
            "return [test.negotiations, test.offers, test.peers.length]"
        )
        return wanted, offers - peers

    def _until(self, condition: str, otherwise: str) -> None:
        self.tab.run(f"await test.until(() => {condition}, {PATIENCE}, () => {otherwise})")

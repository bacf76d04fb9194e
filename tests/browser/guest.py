"""A person at a browser: does what people do, and says what they see and hear."""

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

"""Splitting a group at browsers, and watching that nobody sees or hears anybody of another room."""

from collections.abc import Iterable, Sequence
from typing import Final

from tests.browser.guest import Guest
from tests.browser.people import FERN, HERON, LENA, OTTER, WREN, Person

EVERYBODY: Final = (LENA, WREN, FERN, OTTER, HERON)

SPLIT: Final = """
const [rooms, closesIn] = given;
const {participants, rooms: known} = test.state();
const ids = new Map(participants.map(({id, name}) => [name, id]));
const open = known.filter(({parent}) => parent !== null);
const plan = rooms.map((names, n) => ({
  ...(open[n] && {id: open[n].id}), participants: names.map((name) => ids.get(name)),
}));
await test.client().split({rooms: plan, ...(closesIn !== null && {closesIn})});
"""

WATCH: Final = """
const [people] = given;
const near = (one, other) => one.every((part, i) => Math.abs(part - other[i]) < 40);
window.strangers = [];
const look = () => {
  const {participants, self} = test.state();
  const own = participants.find(({id}) => id === self)?.room;
  for (const {color, self: mine} of own === undefined ? [] : test.pictures()) {
    const owner = mine ? null : people.find((one) => near(one.color, color));
    if (owner && participants.find(({name}) => name === owner.name)?.room !== own) window.strangers.push(owner.name);
  }
  requestAnimationFrame(look);
};
look();
"""

ANNOUNCED: Final = """
window.announced = [];
for (const place of test.deep().filter((one) => one.dataset?.live)) {
  new MutationObserver(() => place.textContent && window.announced.push(test.plain(place.textContent))).observe(place, {childList: true});
}
"""


def split(by: Guest, *rooms: Sequence[Person], closes_in: float | None = None) -> None:
    """Split as a plan says; rooms that are open already are those of the plan, in their order."""
    by.tab.run(SPLIT, [[person.name for person in room] for room in rooms], closes_in)


def watch_for_strangers(guest: Guest) -> None:
    """From now on look at every picture in every frame: `strangers` tells who was seen from elsewhere."""
    people = [{"name": one.name, "color": one.color} for one in EVERYBODY]
    guest.tab.run(WATCH, people)


def strangers(guest: Guest) -> list[str]:
    return list(guest.tab.run("return window.strangers"))


def listen_to_announcements(guest: Guest) -> None:
    """From now on note whatever a screen reader is told."""
    guest.tab.run(ANNOUNCED)


def announced(guest: Guest) -> list[str]:
    return list(guest.tab.run("return window.announced"))


def meet(guest: Guest, company: Iterable[Person], others: Iterable[Person]) -> None:
    """Wait until `guest` sees and hears their company; then watch that they meet nobody else."""
    for person in others:
        guest.wait_to_miss(person)
        guest.wait_for_silence_of(person)
    for person in company:
        guest.wait_to_see(person)
        guest.wait_to_hear(person)
    for person in others:
        guest.see_nobody(person, 0.3)

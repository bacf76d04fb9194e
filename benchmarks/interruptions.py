"""Interrupts the people of one room, one way after another, and sees how each comes back."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from benchmarks import places
from benchmarks.hall import Hall, wait_for
from benchmarks.places import Sight
from benchmarks.returner import Returner
from benchmarks.returning_page import PATIENCE, ReturningPage
from benchmarks.returns import Return, Returns
from tests.browser.server import Server

PAUSE: Final = (0.8, 1.2)  # seconds between interruptions
DOWN: Final = 0.1  # seconds between the server's death and its next start: systemd's default


class Interruptions:
    """Everybody in the room, to be interrupted and asked how it went."""

    def __init__(self, server: Server, hall: Hall, pages: list[ReturningPage]) -> None:
        self._server = server
        self._hall = hall
        self._pages = pages
        self._random = random.Random(3)
        self._before: dict[str, Sight] = {}
        self.lost_places = 0
        self.kept = {"hands": True, "rooms": True, "names": True}
        self.ready: list[float] = []
        """Seconds from the start of each new server until it said that it was ready."""

    def settle(self) -> None:
        """Wait until everybody sees everybody, then remember how it is."""
        self._complete(PATIENCE)
        time.sleep(self._random.uniform(*PAUSE))
        self._before = self._sights()
        self._hall.forget_arrivals()

    def cut_sockets(self, returns: Returns) -> None:
        for page in self._pages:
            with self._interrupted():
                known = page.connections()
                began = time.time()
                self._hall.cut(page.name)
                returns.browsers.append(self._page_back(page, known, began, began))
        for person in self._hall.people:
            with self._interrupted():
                began = time.time()
                self._hall.cut(person.name)
                returns.simulated.append(self._person_back(person, began, began))

    def reload_tabs(self, returns: Returns) -> None:
        for page in self._pages:
            with self._interrupted():
                began = time.time()
                page.reload()
                returns.browsers.append(self._page_back(page, 0, began, began))

    def kill_server(self, returns: Returns) -> None:
        """End it as a power cut would and start it again; its start sets the clock."""
        with self._interrupted():
            known = [page.connections() for page in self._pages]
            killed = time.time()
            self._server.kill()
            time.sleep(DOWN)
            began = time.time()
            self._server.start()
            self.ready.append(time.time() - began)
            for page, connections in zip(self._pages, known, strict=True):
                returns.browsers.append(self._page_back(page, connections, killed, began))
            for person in self._hall.people:
                returns.simulated.append(self._person_back(person, killed, began))

    def _page_back(
        self, page: ReturningPage, known: int, interrupted: float, began: float
    ) -> Return:
        secured = page.flowing(known)
        if secured is None:
            return Return(PATIENCE, PATIENCE)
        assert secured.connected > interrupted, "a connection from before the interruption"
        seen = self._seen(page.id, secured.connected)
        return said(page.name, Return(secured.painted - began, seen - began))

    def _person_back(self, person: Returner, interrupted: float, began: float) -> Return:
        path = wait_for(lambda: person.returned_after(interrupted), PATIENCE)
        if path is None or path.connected is None or path.received is None:
            return Return(PATIENCE, PATIENCE)
        seen = self._seen(person.state["self"], path.connected)
        return said(person.name, Return(path.received - began, seen - began))

    def _seen(self, participant: str, moment: float) -> float:
        """Return when that camera reached somebody over a path that was secure at `moment`."""
        seen = wait_for(lambda: self._hall.seen_after(participant, moment), PATIENCE)
        return moment + PATIENCE if seen is None else seen

    @contextmanager
    def _interrupted(self) -> Iterator[None]:
        """Compare everybody's places around an interruption."""
        self.settle()
        yield
        if not self._complete(PATIENCE):
            print("not everybody sees everybody again", flush=True)
        after = self._sights()
        self.lost_places += len(places.lost(self._before, after))
        for field_name, same in places.kept(self._before, after).items():
            self.kept[field_name] &= same

    def _complete(self, patience: float) -> bool:
        people = len(self._pages) + len(self._hall.people)

        def everybody() -> bool:
            states = (each.state() for each in self._pages)
            own = (each.state for each in self._hall.people)
            return all(places.is_complete(state, people) for state in (*own, *states))

        return wait_for(everybody, patience) is not None

    def _sights(self) -> dict[str, Sight]:
        pages = {each.name: places.sight(each.state()) for each in self._pages}
        return pages | {each.name: places.sight(each.state) for each in self._hall.people}


def said(name: str, back: Return) -> Return:
    print(
        f"{name}: receives after {back.received:.3f} s, is received after {back.sent:.3f} s",
        flush=True,
    )
    return back

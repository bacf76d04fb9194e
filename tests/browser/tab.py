"""What the tests ask of a browser's tab, whichever browser it is."""

from pathlib import Path
from typing import Any, Protocol


class Tab(Protocol):
    def goto(self, url: str) -> None: ...

    def reload(self) -> None: ...

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a function body that may await; `test` is the page's `holdspaceTest`."""

    def click(self, role: str, name: str) -> None:
        """Press the control of this role whose accessible name begins with `name`."""

    def fill(self, role: str, name: str, text: str) -> None: ...

    def choose(self, name: str, option: str) -> None:
        """Pick an option of a list by its words."""

    def press(self, *keys: str) -> None:
        """Press keys one after another: a sign, or a name of the DOM (`Enter`, `ArrowDown`)."""

    def hold(self, key: str) -> None: ...

    def let_go(self, key: str) -> None: ...

    def processes(self) -> list[int]:
        """Return the ids of all processes of this browser."""

    def resize(self, width: int, height: int) -> None: ...

    def screenshot(self, path: Path) -> None: ...

    def complaints(self) -> list[str]:
        """Return the console's errors, the uncaught ones, and what the page's policy refused."""

    def forgive(self, text: str) -> None:
        """Do not count complaints that hold `text`."""

    def close(self) -> None: ...

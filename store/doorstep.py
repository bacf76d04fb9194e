"""The doorstep of a store in memory: once it is shut, nobody in there answers."""

from store.errors import StoreUnavailable


class Doorstep:
    def __init__(self) -> None:
        self.is_open = True

    def check(self) -> None:
        if not self.is_open:
            raise StoreUnavailable("the store is closed")

"""Where an endpoint's packets come from."""

from typing import Final

from sfu.endpoint import Endpoint
from sfu.ids import Address


class Path:
    """An address, whose packets are believed to be an endpoint's once one has authenticated."""

    __slots__ = ("address", "endpoint", "heard")

    def __init__(self, address: Address, endpoint: Endpoint) -> None:
        self.address: Final = address
        self.endpoint: Final = endpoint
        self.heard = False

"""The ids of asks.  Random words of 128 bits, like all ids: see `rooms.ids`."""

from typing import NewType

AskId = NewType("AskId", str)
"""One question, asked once.  An answer belongs to it alone; asking again is another one."""

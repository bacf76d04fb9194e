"""The page of limits says what the code says, and each limit is counted under a name that exists."""

from pathlib import Path

import pytest

from sfu.counters import Count
from sfu.edge_counts import EdgeCount
from signaling.limits.limit import NOTHING, PACKETS, REFUSALS, TURN_SERVER, Limit
from signaling.limits.table import LIMITS, table
from signaling.settings import Settings

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "limits.md"
CODES = [ROOT / "docs" / "protocol.md", ROOT / "docs" / "operations.md"]


def test_the_page_has_the_table() -> None:
    assert table() in PAGE.read_text(), "write `signaling.limits.table.table()` into docs/limits.md"


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.what)
def test_what_is_above_it_is_counted_under_a_name_that_there_is(limit: Limit) -> None:
    match limit.metric:
        case metric if metric == PACKETS:
            assert limit.label in {*Count, *EdgeCount}
        case metric if metric == REFUSALS:
            told = "".join(page.read_text() for page in CODES)
            assert f"| `{limit.label}` |" in told or limit.label in HTTP_ONLY
        case metric:
            assert metric in {NOTHING, TURN_SERVER}
            assert not limit.label


HTTP_ONLY = {"too-many-sockets"}


def test_what_can_be_set_is_a_setting() -> None:
    names = {limit.setting for limit in LIMITS if limit.setting} - {"capacity of the room"}

    assert names <= set(Settings.__slots__)
    assert {"max_rooms", "max_browsers", "joins_per_address", "sockets_per_address"} <= names

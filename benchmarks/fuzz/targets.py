"""All targets, in the order in which the network meets them."""

from typing import Final

from benchmarks.fuzz import datagrams, texts

TARGETS: Final = {each.name: each for each in (*datagrams.TARGETS, *texts.TARGETS)}
MODULES: Final = tuple(sorted({path for each in TARGETS.values() for path in each.modules}))

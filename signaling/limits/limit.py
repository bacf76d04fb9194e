"""A limit: what is above it costs whoever sent it, and nobody else."""

from dataclasses import dataclass
from typing import Final

from signaling.patience import Patience
from signaling.settings import Settings

REFUSALS: Final = "holdspace_refusals_total"
PACKETS: Final = "holdspace_packet_path_total"
TURN_SERVER: Final = "the TURN server"
"""Counts in its own log, if anywhere."""
NOTHING: Final = ""

USUAL: Final = Settings()
PATIENCE: Final = Patience()
KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Limit:
    what: str
    most: str
    why: str
    above: str
    """What happens to what is above it; everybody else goes on."""
    metric: str
    """The family that counts it; with `label`, or nothing where it only makes somebody wait."""
    label: str = ""
    setting: str = ""
    """Its name, where the operator may set it."""

    @property
    def row(self) -> str:
        """Return it as a row of the table, in Markdown."""
        most = f"{self.most} (`{self.setting}`)" if self.setting else self.most
        return f"| {self.what} | {most} | {self.why} | {self.above} | {self._counted} |\n"

    @property
    def _counted(self) -> str:
        if self.metric == NOTHING:
            return "nothing is lost"
        if not self.label:
            return self.metric
        key = "code" if self.metric == REFUSALS else "what"
        return f'`{self.metric}{{{key}="{self.label}"}}`'

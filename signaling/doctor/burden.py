"""How busy the node is that runs, as its metrics say."""

from typing import Final

from prometheus_client.parser import text_string_to_metric_families

from signaling.doctor import running
from signaling.doctor.finding import Finding, Health
from signaling.settings import Settings

SHARE: Final = "holdspace_core_share"
LAG: Final = "holdspace_lag_seconds"
WITHIN: Final = "holdspace_within_budget"


def burden(settings: Settings) -> Finding:
    subject = "burden now"
    text = running.read(settings, "/metrics")
    if text is None:
        return Finding(Health.OK, subject, "none: no node is running")
    told = {
        sample.name: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name in {SHARE, LAG, WITHIN}
    }
    said = f"{told[SHARE]:.0%} of a core, {told[LAG] * 1000:.0f} ms late at worst"
    if not told[WITHIN]:
        remedy = "More than is good: fewer sessions at once, or a faster core that nobody shares."
        return Finding(Health.WARN, subject, said, remedy)
    return Finding(Health.OK, subject, said)

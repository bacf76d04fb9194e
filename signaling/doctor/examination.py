"""The examination: what is there, in the order in which it matters, then what it does."""

from collections.abc import Iterator
from typing import Final

from signaling.doctor import addresses, burden, disk, machine, ports, program, reach, relay
from signaling.doctor.finding import Finding, Look, Trial
from signaling.settings import Settings

LOOKS: Final[tuple[Look, ...]] = (
    program.python,
    program.pump,
    ports.http_port,
    ports.media_port,
    ports.media_tcp_port,
    addresses.advertise,
    addresses.ipv6,
    addresses.public_url,
    disk.data_dir,
    disk.recordings,
    disk.swap,
    program.web_client,
    machine.clock,
    machine.buffers,
    machine.files,
    program.variables,
    reach.paths,
    burden.burden,
)

TRIALS: Final[tuple[Trial, ...]] = (reach.ways, relay.turn)


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything, and try everything."""
    for look in LOOKS:
        yield look(settings)
    for trial in TRIALS:
        yield from trial(settings)

"""An .xlsx to be read in pieces: a small one by this process, a large one by several children at the same time.

Importing this module is cheap: the children are to start as early as they can.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import ParseError

from keyclient.errors import InputError
from keyclient.ingest.pieces.cutting import PIECE
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.source.jobs import usual_jobs
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.pieced import Plan, plan
from keyclient.ingest.source.sniff import PACKAGE_ERRORS
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.ingest.source.shares import Shares


class Sharing(NamedTuple):
    """How a workbook is shared among processes."""

    small: int = 12 << 20
    """Bytes of XML up to which no child is worth its start. This process then keeps to the time, and to the memory for copies of
    shared texts; no system ends it for what else it takes, which these bytes bound."""
    each: int = 16 << 20
    """Bytes of XML for which one more process is worth its start."""
    piece: int = PIECE
    """Bytes of XML that are read at a time."""
    draws: int = 8
    """How often each process draws something to read, about: the last to end is late by at most one."""
    most_grouped: int = 16
    """Pieces that are sent as one, at most: whoever computes with columns is slower the more parts they have."""
    memory_mb: int = 512
    """Memory of one process beside what it holds when it starts; it never has more than some pieces."""
    texts: int = 6
    """And bytes of memory for a byte of the XML of the shared texts."""


SHARING = Sharing()


@dataclass(frozen=True, eq=False)
class InPieces:
    """A workbook that is read in pieces."""

    plan: Plan
    limits: Limits
    shares: "Shares | None"
    """None: it is small, and read by this process when its cells are asked for."""

    def stop(self) -> None:
        """End the processes."""
        if self.shares is not None:
            self.shares.stop()


def in_pieces(
    path: Path, sheet: str | None, limits: Limits, jobs: int | None = None, sharing: Sharing = SHARING
) -> InPieces | None:
    """Start reading an .xlsx in pieces; None for one that is left to the other readers.

    `jobs`: the most processes that read it together; None: see `usual_jobs`.
    """
    try:
        planned = plan(path, sheet)
    except (Odd, InputError, ParseError, MemoryError, *PACKAGE_ERRORS):
        return None
    planned = planned._replace(task=planned.task._replace(size=sharing.piece))
    if planned.bytes <= sharing.small:
        planned = _grouped(planned, sharing.most_grouped)
        return InPieces(planned, limits, None)
    try:
        return InPieces(planned, limits, _shared(planned, limits, jobs or usual_jobs(), sharing))
    except OSError:
        return None


def _shared(planned: Plan, limits: Limits, jobs: int, sharing: Sharing) -> "Shares":
    """The processes, at work. Imported here: a small book needs none."""
    from keyclient.ingest.source.shares import begin_shares

    pieces = 2 * planned.bytes // planned.task.size + len(planned.task.parts) + 1
    count = min(jobs, -(-planned.bytes // sharing.each))
    task = _grouped(planned, min(max(pieces // (count * sharing.draws), 1), sharing.most_grouped)).task
    memory = sharing.memory_mb + (planned.strings_bytes * sharing.texts >> 20)
    return begin_shares(planned.path, count).start(task, pieces, limits, memory)


def _grouped(planned: Plan, group: int) -> Plan:
    return planned._replace(task=planned.task._replace(group=group))

"""Which sheets are for readers that hold every cell of the area."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from keyclient.ingest.base.grid import Marks


class NativeReach(NamedTuple):
    """Which sheets each of the two readers is good for."""

    area: int = 30_000_000
    """Cells between the first and the last: a sheet with more is scattered when hardly any of them is filled."""
    filled: int = 20
    """One cell in so many is hardly any."""
    exact: int = 2_000_000
    """Cells with anything in them: the exact reader takes too long for more."""


REACH = NativeReach()


def is_scattered(scan: "Marks", reach: NativeReach = REACH) -> bool:
    """Whether a reader that holds every cell of the area is not to see this sheet."""
    area = (scan.last_row or 0) * scan.last_column
    return area > reach.area and scan.cells * reach.filled < area

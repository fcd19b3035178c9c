"""Yuan from fen: the money fields beside the measure are in fen, whatever the measure is."""

from collections.abc import Iterable
from decimal import Decimal

from keyclient.metrics.exact_shares import Number

_FEN = Decimal("0.01")


def yuan_of(fen: Number) -> Decimal:
    """An amount in yuan."""
    return _FEN * int(fen)


def yuans_of(fens: Iterable[Number | None]) -> list[Decimal | None]:
    """The same for a column, None for None."""
    return [None if fen is None else yuan_of(fen) for fen in fens]

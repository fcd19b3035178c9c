"""The book's own totals: what its total rows say of a column, and total rows that bear no label."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from keyclient.ingest.body import Body
from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.headings import Heading
from keyclient.ingest.reading import Reading
from keyclient.ingest.total_rows import TotalRow, total_of

FEN = Decimal(100)
MOST_DIGITS = 25
"""A total of more digits is no amount of money."""


def book_total(totals: Sequence[TotalRow], heading: Heading, factor: Decimal) -> Decimal | None:
    """The book's own total of a column in yuan, to the fen; None when it has none.

    Of several blocks one that equals the sum of the others is the total of them all.
    """
    found = [total_fen(row, heading, factor) for row in total_of(totals)]
    known = [fen for fen in found if fen is not None]
    if not known:
        return None
    whole = next((fen for fen in known if 2 * fen == sum(known)), None) if len(known) > 2 else None
    return (sum(known, Decimal(0)) if whole is None else whole) / FEN


def total_fen(row: TotalRow, heading: Heading, factor: Decimal) -> Decimal | None:
    """The amount that a total row has in a column, in fen."""
    amount = parse_amount(row.cells[heading.position])
    if amount is None or amount.is_percent:
        return None
    fen = amount.number * (amount.unit or factor) * FEN
    return fen.quantize(Decimal(1), ROUND_HALF_EVEN) if fen.adjusted() < MOST_DIGITS else None


def unlabelled_total(body: Body, readings: Mapping[str, Reading], measured: Mapping[str, Reading]) -> bool:
    """Whether the last row is a total without a label. `measured`: columns of the measure, which may be no fields.

    Its customer id and name are blank, and each of its amounts equals the sum of at least three customers above it.
    """
    last = len(body.rows) - 1
    named = [readings[name] for name in ("customer_id", "name") if name in readings]
    if last < 3 or not named or any(_is_filled(reading, last) for reading in named):
        return False
    columns = [reading for reading in readings.values() if reading.decimals == 2]
    columns += [reading for reading in measured.values() if reading.decimals is not None]
    money = [reading for reading in columns if _is_filled(reading, last)]
    return bool(money) and all(_is_sum(reading) for reading in money)


def _is_filled(reading: Reading, row: int) -> bool:
    return bool(reading.valid[row]) or row in reading.bad


def _is_sum(reading: Reading) -> bool:
    above, own = reading.valid[:-1], reading.values[-1]
    return bool(reading.valid[-1]) and above.sum() >= 3 and reading.values[:-1][above].sum() == own

"""The columns of a table in yuan, and the measure that its customers are ranked by."""

from pathlib import Path

from keyclient.ingest.base.request import Request
from keyclient.ingest.columns.choose import ChosenMeasure, no_measure, requested_measure
from keyclient.ingest.columns.currency.foreign import Currencies, in_yuan, read_currencies, without_signs
from keyclient.ingest.columns.default_measure import balance_of_parts, default_measure, sum_of_fields
from keyclient.ingest.columns.field_columns import Columns, read_columns, without_sums, without_sums_of
from keyclient.ingest.laid_out import LaidOut
from keyclient.ingest.layout.located import Located
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class RankedBy:
    """The columns of a table and its measure, without amounts that are in other currencies."""

    columns: Columns
    chosen: ChosenMeasure | None
    """The measure; None where the book has none and needs none."""
    currencies: Currencies | None
    """The column that names the currency of each row, if any is foreign."""


def ranked_by(table: LaidOut, request: Request, path: Path) -> RankedBy:
    """The columns and the measure. Raises the `InputError` that says why there is no such measure."""
    columns, chosen = _measured(table, request, path)
    currencies = read_currencies(columns.body, table.converted.rates)
    if currencies is not None:
        columns = in_yuan(columns, currencies, chosen, sets_aside=request.sets_aside)
    columns = without_signs(columns, chosen, sets_aside=request.sets_aside)
    return RankedBy(columns, chosen, currencies)


def _measured(table: LaidOut, request: Request, path: Path) -> tuple[Columns, ChosenMeasure | None]:
    """The columns and the measure; without rows that are sums of the measure, also as it was typed."""

    def read(located: Located) -> Columns:
        policy, given = request.policy.read, request.given
        return read_columns(located, table.kinds.customers, policy, given, request.words)

    columns = read(table.located)
    if table.typed is not None:
        columns = without_sums_of(columns, read(table.typed))
    chosen = _measure(columns, request, path)
    while chosen is not None and (without := without_sums(columns, chosen.readings)) is not None:
        columns, chosen = without, _measure(without, request, path)
    return columns, chosen


def _measure(columns: Columns, request: Request, path: Path) -> ChosenMeasure | None:
    if request.wanted_measure is not None:
        policy, wanted = request.policy.read, request.wanted_measure
        parts = balance_of_parts(columns, wanted, policy) or sum_of_fields(columns, wanted, policy)
        return parts or requested_measure(columns.body, request.wanted_measure, columns.readings, path)
    chosen = default_measure(columns, request.policy.read)
    if chosen is None and request.needs_measure:
        raise no_measure(columns, path)
    return chosen

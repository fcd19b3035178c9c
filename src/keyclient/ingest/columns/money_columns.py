"""Which of the columns that were read hold amounts of money, and which of them are in the currency of their row."""

from keyclient.ingest.cells.units import says_converted
from keyclient.ingest.columns.amount_headings import Sounds, sounds_like
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.layout.headings import Heading
from keyclient.model.fields import fields
from keyclient.model.measure import MeasureKind

_IN_CURRENCY = (Sounds.AMOUNTS, Sounds.PER_UNIT)


def money_columns(columns: Columns, chosen: ChosenMeasure | None) -> dict[str, tuple[Heading, Reading]]:
    """The columns of money, in the order of their lines in the receipt."""
    of_measure = measure_columns(chosen)
    is_yuan = chosen is not None and chosen.measure.kind is MeasureKind.MONEY
    return {
        name: read
        for name, read in all_columns(columns, chosen).items()
        if (name in fields() and fields()[name].is_money) or (is_yuan and name in of_measure)
    }


def foreign_columns(columns: Columns, chosen: ChosenMeasure | None) -> tuple[str, ...]:
    """The columns whose amounts are in the currency of their row: of money, or a measure headed as an amount.

    Those converted into yuan are not.
    """
    money, measured = money_columns(columns, chosen), measure_columns(chosen)
    return tuple(
        name
        for name, (heading, _) in all_columns(columns, chosen).items()
        if (name in money or (name in measured and sounds_like(heading.text) in _IN_CURRENCY))
        and not says_converted(heading.text)
    )

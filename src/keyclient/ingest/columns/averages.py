"""Over which time the averages of a book are."""

from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.layout.averaged_headings import averaged_over
from keyclient.ingest.layout.heading_keys import bare_key
from keyclient.model.averaged import AveragedOver
from keyclient.model.measure_fields import AVERAGES


def averaged(columns: Columns, *, is_dated: bool) -> dict[str, AveragedOver | None]:
    """For each average that was read, by field; None where its heading does not say.

    `is_dated`: the book has a data date; without one all are None, since nobody knows how much of the time is gone.
    """
    return {
        name: averaged_over(bare_key(heading.text)) if is_dated else None
        for name, heading in columns.headings.items()
        if name in AVERAGES.values() and name in columns.readings
    }

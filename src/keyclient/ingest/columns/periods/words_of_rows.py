"""Columns of words and codes beside the dates of a book: accounts and products, which tell a customer's rows apart."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from keyclient.ingest.cells.plain import narrow
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.row_dates import FEWEST_READ, period_end
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.layout.contents import is_number
from keyclient.ingest.layout.headings import Heading, heading_key
from keyclient.model.column import Reads
from keyclient.model.fields import fields

_CODES = ("号", "码", "卡", "account", "card")
"""Parts of the heading of a column whose numbers name something."""
_SERIAL = ("序号", "行号")
_SHOWN = 200
"""So many different cells show what a column holds."""
_NUMBERS = (Reads.MONEY, Reads.NUMBER, Reads.DATE)


def words_of_rows(columns: Columns, chosen: ChosenMeasure | None) -> Iterator[npt.NDArray[np.int64]]:
    """Such a column as a number for every row, equal for equal cells; -1 for a blank."""
    read = {heading.position for heading, _ in all_columns(columns, chosen).values()}
    for heading in columns.body.located.understanding.headings:
        name = columns.body.located.understanding.field_at(heading.position)
        is_figure = heading.position in read if name is None else fields()[name].column.reads in _NUMBERS
        if not is_figure and name not in ("customer_id", "name", "id_number"):
            codes = _codes(columns.body, heading)
            if codes is not None:
                yield codes


def _codes(body: Body, heading: Heading) -> npt.NDArray[np.int64] | None:
    encoded = pc.dictionary_encode(body.texts(heading).combine_chunks())
    shown = [text for text in encoded.dictionary[:_SHOWN].to_pylist() if text.strip()]
    if not shown or heading.key in _SERIAL:
        return None
    is_code = any(part in heading_key(heading.text) for part in _CODES) and not is_balance(heading.text)
    if (
        not is_code
        and _share(is_number(narrow(text).replace(",", "").strip()) for text in shown) >= FEWEST_READ
    ):
        return None
    if not is_code and _share(period_end(text) is not None for text in shown) >= FEWEST_READ:
        return None
    return np.asarray(pc.fill_null(encoded.indices, -1), dtype=np.int64)


def _share(said: Iterator[bool]) -> float:
    answers = list(said)
    return sum(answers) / len(answers)

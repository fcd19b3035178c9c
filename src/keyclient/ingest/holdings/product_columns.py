"""Reading columns about a single product: yes and no, or a balance."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.holdings import NO, YES
from keyclient.ingest.cells.plain import BLANK_WORDS, ERROR_WORDS, folded
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.numbers import Flags, Texts, read_money
from keyclient.ingest.holdings.families import Families
from keyclient.ingest.layout.headings import Heading
from keyclient.model.fields import fields
from keyclient.model.record import dataclass

_SILENT = ("", *(word.lower() for word in (*BLANK_WORDS, *ERROR_WORDS) if word not in NO))
"""Cells that count as blank."""


@dataclass(frozen=True)
class ProductHolders:
    """Who holds a product according to one column. Rows count from 0 within the rows that were read."""

    yes: Flags
    no: Flags
    """Neither yes nor no if the cell is blank or unreadable."""
    bad: Mapping[int, str]
    """Row and text of every filled cell that is neither yes nor no nor an amount."""
    negative: int
    """Number of negative amounts, which count as no."""
    errors: tuple[int, ...] = ()
    """Rows whose cell is an Excel error or was never calculated; these have issues of their own."""

    @property
    def filled(self) -> int:
        """Number of filled cells, readable or not."""
        return int((self.yes | self.no).sum()) + len(self.bad)


@dataclass(frozen=True)
class ProductColumn:
    """A column whose heading names a product family."""

    heading: Heading
    family: str
    holders: ProductHolders


def product_columns(columns: Columns, families: Families) -> Iterator[ProductColumn]:
    """The columns headed by a family, in order. One that is read as a field counts only if that is an amount."""
    taken = {heading.position: name for name, heading in columns.headings.items()}
    for heading in columns.body.located.understanding.headings:
        name = taken.get(heading.position)
        family = None if heading.is_unnamed else families.named(heading.text)
        if family is not None and (name is None or fields()[name].is_money):
            yield ProductColumn(heading, family, _holders(columns.body, heading))


def _holders(body: Body, heading: Heading) -> ProductHolders:
    holders = read_holders(body.texts(heading))
    return replace(holders, errors=tuple(body.text(heading).bad)) if body.has_errors(heading) else holders


def read_holders(texts: Texts) -> ProductHolders:
    """Read yes and no as words or marks (`是 有 Y √ 已签约`), or as amounts: more than zero is yes."""
    words = pc.utf8_lower(pc.utf8_trim_whitespace(texts))
    yes, no, silent = (_among(words, some) for some in (YES, NO, _SILENT))
    rest = pc.if_else(pa.array(yes | no | silent), pa.scalar(None, pa.string()), texts)
    numbers = read_money(rest, Decimal(1))
    yes |= numbers.valid & (numbers.values > 0)
    no |= numbers.valid & (numbers.values <= 0)
    bad = dict(numbers.bad)
    for row, text in numbers.bad.items():
        word = folded(text)
        if word in YES or word in NO:
            (yes if word in YES else no)[row] = True
            del bad[row]
    return ProductHolders(yes, no, bad, int((numbers.values[numbers.valid] < 0).sum()))


def _among(words: Texts, some: tuple[str, ...]) -> Flags:
    found = pc.is_in(words, value_set=pa.array(some))
    return np.array(pc.fill_null(found, fill_value=False), dtype=bool)

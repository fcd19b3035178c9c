"""A column 币种: which rows have their amounts in another currency than the yuan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc

from keyclient.ingest.cells.plain import folded, is_blank
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.cells.unit_words import FOREIGN_WORDS
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.money_columns import foreign_columns, money_columns
from keyclient.ingest.layout.headings import Heading, heading_key
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.rules.rows import RowsInForeignCurrency

HEADINGS = (
    "币种", "币别", "货币", "币种名称", "币种代码", "货币代码", "货币种类", "货币名称", "账户币种", "存款币种", "原币币种", "Currency",
    "Currency Code", "Account Currency", "CCY", "Curr",
)  # fmt: skip
"""Headings of the column that names the currency of each row."""
_SUMS = Label("{name} ({count}): {sums}", "{name} {count} 行：{sums}")
_YUAN = re.compile(r".*(?:人民币|rmb|cny|cnh|本币|本外币|chineseyuan|renminbi).*|¥|元|yuan|0*1|156")
_CODES = (
    ("usd", "us$", "$", "美元", "美金", "840", "14", "014"),
    ("hkd", "hk$", "港元", "港币", "344", "13", "013"),
    ("eur", "€", "欧元", "978", "38", "038"),
    ("gbp", "£", "英镑", "826", "12", "012"),
    ("jpy", "日元", "日圆", "392", "27", "027"),
    ("aud", "澳元", "澳大利亚元", "036"),
    ("cad", "加元", "加拿大元", "124"),
    ("sgd", "新加坡元", "新元", "702"),
    ("chf", "瑞士法郎", "756"),
)
"""How the same currency is written, by its letters, sign, name and numbers."""
_CODE_OF = {word: words[0] for words in _CODES for word in words}


class Currency(NamedTuple):
    """The rows of the body in one foreign currency."""

    name: str
    """As the book writes it."""
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Currencies:
    """The column that names the currency of each row, and the rows in others than the yuan."""

    heading: Heading
    foreign: tuple[Currency, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows in a foreign currency, in order."""
        return tuple(sorted(row for currency in self.foreign for row in currency.rows))


def read_currencies(body: Body) -> Currencies | None:
    """The foreign rows of a book with a column of currencies; None without one, or where all is in yuan."""
    keys = {heading_key(name) for name in HEADINGS}
    for heading in body.located.understanding.headings:
        if heading.key in keys and not heading.is_unnamed and (foreign := _foreign(body, heading)):
            return Currencies(heading, foreign)
    return None


def in_yuan(
    columns: Columns, currencies: Currencies, chosen: ChosenMeasure | None, *, sets_aside: bool
) -> Columns:
    """The columns, with the rows whose amounts are foreign.

    The rows are set aside if customers are ranked by money that is in their currency (`sets_aside`), else they stay and only
    such amounts are blank.
    """
    if sets_aside and _is_ranked_by_foreign_money(columns, chosen):
        return replace(columns, foreign=currencies.rows)
    return replace(columns, without_money=currencies.rows)


def currency_issues(
    currencies: Currencies | None, columns: Columns, chosen: ChosenMeasure | None
) -> Iterator[Issue]:
    """The rows and sums of every currency but the yuan, in one issue, so that none of them is left to a longer list."""
    if currencies is None:
        return
    body, parts = columns.body, []
    headings = _money(columns, chosen, foreign_only=not columns.foreign)
    if not headings:
        return
    for currency in currencies.foreign:
        sums = [f"{heading.without_unit} {_sum(body, heading, currency):,.2f}" for heading in headings]
        said = {"name": currency.name, "count": len(currency.rows), "sums": listed(sums or ["-"])}
        parts.append(_SUMS.filled(**said))
    rows = currencies.rows
    place = body.address(rows[0], currencies.heading)
    yield RowsInForeignCurrency(
        place,
        currencies.heading.text,
        count=len(rows),
        amounts=Label("; ".join(part.en for part in parts), "；".join(part.zh for part in parts)),
    )


def _foreign(body: Body, heading: Heading) -> tuple[Currency, ...]:
    """The foreign currencies of a column, by name; none if it has no word for any currency that is known."""
    encoded = pc.dictionary_encode(body.texts(heading).combine_chunks())
    shapes: list[str] = encoded.dictionary.to_pylist()
    words = [simplified(folded(text)) for text in shapes]
    if not any(_YUAN.fullmatch(word) or word in _CODE_OF or word in FOREIGN_WORDS for word in words):
        return ()
    index = np.asarray(pc.fill_null(encoded.indices, -1), dtype="int64")
    names: dict[str, list[int]] = {}
    for at, (text, word) in enumerate(zip(shapes, words, strict=True)):
        if not is_blank(text) and not _YUAN.fullmatch(word):
            names.setdefault(_CODE_OF.get(word, word), []).append(at)
    found = (
        Currency(
            min((shapes[at].strip() for at in places), key=lambda name: (name.isdigit(), name)),
            tuple(np.flatnonzero(np.isin(index, places)).tolist()),
        )
        for places in names.values()
    )
    return tuple(sorted(found))


def _is_ranked_by_foreign_money(columns: Columns, chosen: ChosenMeasure | None) -> bool:
    """Whether customers are ranked by amounts that are in the currency of their row."""
    return not set(foreign_columns(columns, chosen)).isdisjoint(measure_columns(chosen))


def _money(columns: Columns, chosen: ChosenMeasure | None, *, foreign_only: bool) -> list[Heading]:
    """The headings of amounts, each once; those converted into yuan only if their rows are set aside."""
    wanted = {*foreign_columns(columns, chosen)}
    if not foreign_only:
        wanted |= set(money_columns(columns, chosen))
    read = all_columns(columns, chosen).items()
    return list({heading.position: heading for name, (heading, _) in read if name in wanted}.values())


def _sum(body: Body, heading: Heading, currency: Currency) -> Decimal:
    reading, rows = body.money(heading), np.array(currency.rows, dtype=np.int64)
    return Decimal(int(reading.values[rows][reading.valid[rows]].sum())) / 100

"""Books whose truth is known because they were drawn from it: every row, yuan and defect comes back, in every format."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load
from keyclient.model.portfolio import Loaded
from tests.books.not_yet import NOT_YET
from tests.examples import costly
from tests.making.cells import Error, Row, Rows, Value
from tests.making.ods import ods
from tests.making.xls import xls
from tests.making.xlsb import xlsb
from tests.making.xlsx import letters, xlsx

REQUEST = Request(needs_measure=False)
WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": lambda rows: xlsx({"客户": rows}),
    "xlsb": lambda rows: xlsb({"客户": rows}),
    "xls": lambda rows: xls({"客户": rows}),
    "ods": lambda rows: ods({"客户": rows}),
    "csv": lambda rows: "".join(",".join(map(_typed, row)) + "\n" for row in rows).encode(),
}
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!")
WORDS = ("待核实", "见备注", "tbd", "约五十万")


@dataclass(frozen=True)
class Truth:
    """A table at some place of a sheet. A customer is an amount, a defect or nothing; None is a blank row."""

    right: int
    down: int
    customers: tuple[Value | Decimal, ...]
    blanks: frozenset[int]
    """Customers behind which a blank row stands."""

    @property
    def rows(self) -> list[Row]:
        """The cells of the sheet."""
        head: Row = (*[None] * self.right, "客户号", "客户名称", "AUM")
        return [*[()] * self.down, head, *(row for _, row in self._numbered())]

    def _numbered(self) -> list[tuple[int | None, Row]]:
        """The rows under the headings, with the customer that each is."""
        found: list[tuple[int | None, Row]] = []
        for number, amount in enumerate(self.customers):
            value = float(amount) if isinstance(amount, Decimal) else amount
            found.append((number, (*[None] * self.right, f"K{number:03}", f"客户{number}", value)))
            if number in self.blanks:
                found.append((None, ()))
        return found

    def cells(self, kind: type) -> set[str]:
        """Where the amounts of a kind stand."""
        column = letters(self.right + 3)
        places = enumerate(self._numbered(), self.down + 2)
        return {
            f"{column}{row}"
            for row, (number, _) in places
            if number is not None and isinstance(self.customers[number], kind)
        }

    @property
    def total(self) -> Decimal:
        """The yuan of all customers."""
        return sum((amount for amount in self.customers if isinstance(amount, Decimal)), Decimal(0))


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    amounts = st.decimals(-(10**9), 10**11, places=2)
    good = draw(st.lists(amounts, min_size=3, max_size=8))
    bad = draw(
        st.lists(
            st.one_of(st.sampled_from(ERRORS).map(Error), st.sampled_from(WORDS), st.none()),
            max_size=len(good) // 2,
        )
    )
    customers = tuple(draw(st.permutations([*good, *bad])))
    blanks = draw(st.frozensets(st.integers(0, len(customers) - 2), max_size=2))
    return Truth(draw(st.integers(0, 3)), draw(st.integers(0, 3)), customers, blanks)


@pytest.mark.parametrize("suffix", WRITERS)
@costly
@given(truth=truths())
def test_every_row_yuan_and_defect_comes_back(suffix: str, truth: Truth) -> None:
    if f"plain.{suffix}" in NOT_YET:
        pytest.skip(NOT_YET[f"plain.{suffix}"])
    loaded = _read(WRITERS[suffix](truth.rows), suffix)
    source = loaded.portfolio.sources[0]
    assert source.header_row == truth.down + 1
    assert source.rows.read == len(truth.customers) + len(truth.blanks)
    assert source.rows.blank == len(truth.blanks)
    assert source.money[0].read == source.money[0].accepted == truth.total
    assert _told(loaded, "KC101") == truth.cells(Error)
    assert _told(loaded, "KC102") == truth.cells(str)
    assert source.rows.set_aside == len(truth.cells(Error) | truth.cells(str))


def _read(content: bytes, suffix: str) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"book.{suffix}"
        path.write_bytes(content)
        return load(path, REQUEST)


def _told(loaded: Loaded, code: str) -> set[str]:
    return {str(issue.cell).rpartition("!")[2] for issue in loaded.issues if issue.code == code}


def _typed(value: Value) -> str:
    if isinstance(value, Error):
        return value.code
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)

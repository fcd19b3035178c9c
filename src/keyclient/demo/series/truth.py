"""What is planted in a series of demo books, as JSON or CSV."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType

from keyclient.demo.series.needs import Least, left_out
from keyclient.demo.series.size import SeriesSize
from keyclient.errors import UsageError
from keyclient.model.label import Label, listed

_FEN = 100


class TruthFormatError(UsageError):
    """The list of what is planted cannot be written in that format."""

    sentence = Label(
        "What is planted can be written as {formats}, not as “{suffix}”: change the suffix of the file name.",
        "预设变动清单只能写成 {formats}，不支持“{suffix}”：请改用其中一种扩展名。",
    )


@dataclass(frozen=True, slots=True)
class TrueBook:
    """One book: its path below the folder, and what it adds up to."""

    path: str
    branch: str | None
    """None: all branches."""
    period: dt.date
    customers: int
    amount: float
    """AUM in yuan."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One thing that is planted about one customer or manager, in yuan."""

    kind: str
    """See `Kind`."""
    period: dt.date
    """The data date of the book in which it shows; but for `quarter_end` against the book before."""
    branch: str
    manager: str | None
    customer_id: str | None = None
    """None: it is about the manager."""
    group: str | None = None
    """The same for all customers who are one person, or who only seem to be."""
    new_id: str | None = None
    new_branch: str | None = None
    detail: str | None = None
    """Of a riser its state, of a new number the evidence, of matured money what became of it, of a quarter-end whether both
    neighbours are among the books, of who returned whether she is missing or back, of who was neglected after what she fell, of
    several records what is the same in them, of a manager how many of the richest there are."""
    amount: float | None = None
    """What she had in the book before if she is gone or emptied, what is gone if she was neglected, else what she has; at a
    quarter-end what is put on."""
    matured: float | None = None
    rolled: float | None = None
    parked: float | None = None
    left: float | None = None


@dataclass
class Truth:
    """All books of a series and all that is planted in them."""

    size: SeriesSize
    books: list[TrueBook] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)

    @property
    def left_out(self) -> tuple[tuple[str, Least], ...]:
        """What the series is too small for, and what it would take."""
        return tuple(left_out(self.size))


def yuan(amount: int) -> float:
    """An amount in fen as yuan."""
    return amount / _FEN


def json_bytes(truth: Truth) -> bytes:
    """The size of the series, what it is too small for, its books and what is planted; fields without a value are left out."""
    size = truth.size
    whole = {
        "months": size.months,
        "branches": size.branches,
        "customers": size.customers,
        "seed": size.seed,
        "left_out": [
            {"kind": kind, "months": least.months, "branches": least.branches}
            for kind, least in truth.left_out
        ],
        "books": [_given(asdict(book)) for book in truth.books],
        "planted": [_given(asdict(planted)) for planted in truth.planted],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def csv_bytes(truth: Truth) -> bytes:
    """One line for each thing that is planted, and before them one for each book and for what is left out.

    What is left out has the kind `left_out`, and in `months` and `branches` what it would take.
    """
    text = io.StringIO()
    names = [*(item.name for item in fields(Planted)), "path", "customers", "months", "branches"]
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    for kind, least in truth.left_out:
        writer.writerow({"kind": "left_out", "detail": kind, **least._asdict()})
    writer.writerows({"kind": "book", **_given(asdict(book))} for book in truth.books)
    writer.writerows(_given(asdict(planted)) for planted in truth.planted)
    return text.getvalue().encode("utf-8-sig")


TRUTH_FORMATS: Mapping[str, Callable[[Truth], bytes]] = MappingProxyType(
    {".json": json_bytes, ".csv": csv_bytes}
)
"""How it is written, by the suffix of the file."""


def truth_writer(suffix: str) -> Callable[[Truth], bytes]:
    """What writes it in the format of a suffix. Raises `TruthFormatError`."""
    write = TRUTH_FORMATS.get(suffix.lower())
    if write is None:
        raise TruthFormatError(formats=listed(TRUTH_FORMATS), suffix=suffix)
    return write


def _given(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}

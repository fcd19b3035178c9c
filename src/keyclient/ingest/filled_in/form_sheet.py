"""Which sheets of a file are a plan or a list of calls, and under which headings their columns stand."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.cells.units import split_unit
from keyclient.ingest.layout.heading_keys import bare_key
from keyclient.model.filled_in import FormKind
from keyclient.model.forms import FORM_COLUMNS, FORM_IDS, HANDED_OUT
from keyclient.model.record import dataclass

_HEADED_WITHIN = 50
"""Rows in which the headings are looked for."""
_TELLING: dict[FormKind, tuple[frozenset[str], int]] = {
    FormKind.PLAN: (
        frozenset(
            ("target", "strategy", "activity", "owner", "deadline", "criterion", "status", "effort", "entry")
        ),
        3,
    ),
    FormKind.CALLS: (
        frozenset(("reasons", "offer", "withheld", "listed_on", "status", "contacted_on")),
        2,
    ),
}
"""The columns that a form has and a book of customers has not, and how many of them have to stand beside the id."""
_SURE: dict[FormKind, tuple[str, int]] = {FormKind.PLAN: ("criterion", 5), FormKind.CALLS: ("reasons", 4)}
"""The column and the number of telling ones by which a form is known whose id is gone."""
_PROGRAMS = frozenset(
    ("row", "cell", "origin", "rank", "branch", "last_contact", "lastcontact", "codes", "amount")
)
"""Columns that keyclient writes beside those of a form, for programs, and makes anew each time."""


@dataclass(frozen=True, eq=False)
class FormSheet:
    """One sheet of a form."""

    kind: FormKind
    grid: Grid
    heading: int
    """The row of the headings, from 0."""
    columns: Mapping[str, int]
    """The column of the grid of each key."""
    factors: Mapping[str, Decimal]
    """Yuan in one of each amount whose heading names a unit."""
    further: tuple[str, ...]
    """Headings that are none of the form's."""

    @property
    def name(self) -> str:
        """The name of the sheet; empty for a text file."""
        return self.grid.sheet or ""


def form_sheets(grids: Sequence[Grid]) -> list[FormSheet]:
    """The sheets that are forms, in the order of the book; what was handed out is none of them.

    A sheet is one where the heading of an id (its key, or its name in either language) stands beside enough columns that only
    a form has. The order of the columns, rows above the headings and further columns do not matter; of two columns with
    one heading the first counts.
    """
    found = (_form_sheet(grid) for grid in grids if not (grid.sheet or "").startswith(HANDED_OUT))
    return [sheet for sheet in found if sheet is not None]


def without_its_id(grids: Sequence[Grid]) -> FormKind | None:
    """What a file was that has the columns of a form and not that of its id; None for any other."""
    for grid in grids:
        for cells in grid.rows(range(min(grid.height, _HEADED_WITHIN))):
            headings = [split_unit(cell)[0] for cell in cells]
            for kind, (sure, least) in _SURE.items():
                columns = columns_of(kind, headings)
                telling, _ = _TELLING[kind]
                if sure in columns and len(telling & columns.keys()) >= least:
                    return None if FORM_IDS[kind].key in columns else kind
    return None


def _form_sheet(grid: Grid) -> FormSheet | None:
    for row, cells in enumerate(grid.rows(range(min(grid.height, _HEADED_WITHIN)))):
        if not any(_may_be_id(cell) for cell in cells):
            continue
        split = [split_unit(cell) for cell in cells]
        for kind in FormKind:
            columns = columns_of(kind, [heading for heading, _ in split])
            if _is_form(kind, columns):
                factors = {
                    key: unit.factor for key, at in columns.items() if (unit := split[at][1]) is not None
                }
                return FormSheet(kind, grid, row, columns, factors, _further(kind, cells))
    return None


def _may_be_id(cell: str) -> bool:
    """Whether a cell may head the numbers of lines or calls: a quick first check of every row that may be the headings."""
    key = bare_key(cell) if cell else ""
    return any(word in key for word in _IDS)


def columns_of(kind: FormKind, headings: Sequence[str]) -> dict[str, int]:
    """The place of each column of a form among some headings."""
    known = _KEYS[kind]
    columns: dict[str, int] = {}
    for at, heading in enumerate(headings):
        key = known.get(bare_key(heading)) if heading else None
        if key is not None:
            columns.setdefault(key, at)
    return columns


def _is_form(kind: FormKind, columns: Mapping[str, int]) -> bool:
    telling, least = _TELLING[kind]
    return FORM_IDS[kind].key in columns and len(telling & columns.keys()) >= least


def _further(kind: FormKind, headings: Sequence[str]) -> tuple[str, ...]:
    known = _KEYS[kind]
    bare = ((heading.strip(), bare_key(split_unit(heading)[0])) for heading in headings if heading.strip())
    return tuple(heading for heading, key in bare if key not in known and key not in _PROGRAMS)


def _keys(kind: FormKind) -> Iterator[tuple[str, str]]:
    for column in FORM_COLUMNS[kind]:
        for heading in (column.key, column.label.en, column.label.zh):
            yield bare_key(heading), column.key


_KEYS = {kind: dict(_keys(kind)) for kind in FormKind}
"""The key of each heading of a form as headings are compared."""
_IDS = tuple(
    dict.fromkeys(word for kind, of in _KEYS.items() for word, key in of.items() if key == FORM_IDS[kind].key)
)
"""The headings of the numbers of lines and calls."""

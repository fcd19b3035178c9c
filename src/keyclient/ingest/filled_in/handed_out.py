"""What keyclient wrote on the hidden sheets of a form: the cells that people fill in as they were, and whom they had deleted before."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.cells.units import split_unit
from keyclient.ingest.filled_in.form_cells import Reading, read_cell
from keyclient.ingest.filled_in.form_sheet import columns_of
from keyclient.ingest.source.opening import Cells, open_book
from keyclient.model.filled_in import FormKind, Written
from keyclient.model.forms import FORM_IDS, HANDED_OUT, REMEMBERED
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.policy.parts.read import ReadPolicy


@dataclass(frozen=True, eq=False)
class HandedOut:
    """What people were given."""

    lines: Mapping[str, Mapping[str, Written]] = field(default_factory=dict)
    """By id."""
    remembered: tuple[str, ...] = ()
    """The ids of lines that people had deleted before."""


NOTHING = HandedOut()


def handed_out(cells: Cells, kinds: Iterable[FormKind], limits: "ReadPolicy") -> dict[FormKind, HandedOut]:
    """What was handed out of each form, which is nothing where the file has lost it. Raises what reading a book raises."""
    grids = [_grid(cells, name, limits) for name in cells.names if name.startswith(HANDED_OUT)]
    found = {}
    for kind in kinds:
        grid = next((one for one in grids if one is not None and _is_of(one, kind)), None)
        found[kind] = NOTHING if grid is None else _read(grid, kind)
    return found


def _grid(cells: Cells, name: str, limits: "ReadPolicy") -> Grid | None:
    """A sheet that is hidden, which is read by its name; one that people have made visible was read already."""
    shown = next((grid for grid in cells.grids if grid.sheet == name), None)
    if shown is not None:
        return shown
    path: Path = cells.path
    return next(iter(open_book(path, sheet=name, limits=limits).cells().grids), None)


def _is_of(grid: Grid, kind: FormKind) -> bool:
    return grid.height > 0 and FORM_IDS[kind].key in grid.row(0)


def _read(grid: Grid, kind: FormKind) -> HandedOut:
    headings, reading = grid.row(0), Reading(kind, is_1904=grid.marks.is_1904)
    split = [split_unit(heading) for heading in headings]
    places = columns_of(kind, [heading for heading, _ in split])
    factors = {key: None if (unit := split[at][1]) is None else unit.factor for key, at in places.items()}
    columns = {key: grid.columns[at].to_pylist() for key, at in places.items()}
    lines: dict[str, Mapping[str, Written]] = {}
    own = FORM_IDS[kind].key
    for row in range(1, grid.height):
        cells = {
            key: read_cell(key, column[row] or "", reading, factors[key]).cell
            for key, column in columns.items()
        }
        line = cells.pop(own)
        if line is not None:
            lines[str(line)] = cells
    at = headings.index(REMEMBERED) if REMEMBERED in headings else None
    remembered = () if at is None else grid.columns[at].to_pylist()[1:]
    return HandedOut(lines, tuple(text.strip() for text in remembered if text and text.strip()))

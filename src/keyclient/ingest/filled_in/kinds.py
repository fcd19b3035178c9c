"""What a file is by the forms in it: a plan, a list of calls, or an answer beside which one stands."""

from keyclient.ingest.filled_in.form_sheet import form_sheets, without_its_id
from keyclient.ingest.source.opening import Cells
from keyclient.model.filled_in import FormKind
from keyclient.model.forms import HANDED_OUT


def kind_alone(cells: Cells) -> FormKind | None:
    """What a file is that holds a form and no customers beside it; None for any other."""
    sheets = form_sheets(cells.grids)
    return sheets[0].kind if sheets and not is_more_than_forms(cells) else None


def is_more_than_forms(cells: Cells) -> bool:
    """Whether a file with a form is also an answer that lists customers, as the workbook of a report is."""
    return cells.records is not None and cells.records not in {
        sheet.name for sheet in form_sheets(cells.grids)
    }


def has_lost_its_form(cells: Cells) -> bool:
    """Whether a file was given out as a form and has no sheet any more by which it can be read back."""
    return any(name.startswith(HANDED_OUT) for name in cells.names) and not form_sheets(cells.grids)


def lost_id(cells: Cells) -> FormKind | None:
    """What a file is in which the column of the numbers of lines or calls is missing; None for any other."""
    shown = [grid for grid in cells.grids if not (grid.sheet or "").startswith(HANDED_OUT)]
    return None if form_sheets(cells.grids) else without_its_id(shown)

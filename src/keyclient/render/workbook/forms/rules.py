"""What a form checks and colours while people fill it in: choices, dates, blanks, what is overdue."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keyclient.model.label import Label
from keyclient.model.report import Form, Kind, TableColumn, Tone
from keyclient.render.text import Voice
from keyclient.render.workbook.columns import letter
from keyclient.render.workbook.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FIRST_DAY = dt.date(2000, 1, 1)
"""No row of a form is about a day before."""
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""Characters that Excel takes."""
_CHOOSE = Label("Choose from the list.", "请从下拉列表中选择。")
_CHOOSE_OR_WRITE = Label("Choose from the list, or write another.", "可从下拉列表中选择，也可填写其他内容。")
_NOT_LISTED = Label("That is not in the list.", "该内容不在列表中。")
_DAY = Label("A date, such as 2026-10-31.", "请填写日期，如 2026-10-31。")


@dataclass(frozen=True)
class FormRules:
    """The rules of one sheet of a form."""

    page: "Worksheet"
    form: Form
    columns: Sequence[TableColumn]
    lists: Mapping[str, str]
    """By the key of a column: the reference to what may be chosen in it."""
    first: int
    """The first row of the sheet with cells to fill in, counted from 0."""
    last: int

    def write(self, styles: Styles, voice: Voice) -> None:
        """Adds all of them to the sheet."""
        for place, column in enumerate(self.columns):
            check = self._check(column, voice) if column.is_editable else {}
            if check:
                self.page.data_validation(self.first, place, self.last, place, check)
        for place, look in self._looks(styles, voice):
            self.page.conditional_format(self.first, place, self.last, place, look)
        over = self._finished(voice)
        if over is not None:
            look = {"type": "formula", "criteria": f"={over}", "format": styles.fading}
            self.page.conditional_format(self.first, 0, self.last, len(self.columns) - 1, look)

    def _check(self, column: TableColumn, voice: Voice) -> dict[str, object]:
        """What may stand in a cell of a column, and what is said beside it; empty if there is nothing to say."""
        title = voice.label(column.label)[:_LONGEST_TITLE]
        check: dict[str, object] = {"validate": "any"}
        hint = column.hint
        if (reference := self.lists.get(column.key)) is not None:
            is_open = column.key == self.form.by
            hint = hint or (_CHOOSE_OR_WRITE if is_open else _CHOOSE)
            check = {"validate": "list", "source": reference, "error_type": "warning" if is_open else "stop"}
            check["error_message"] = voice.label(_NOT_LISTED)
        elif column.kind is Kind.DATE:
            hint = hint or _DAY
            check = {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}
            check["error_message"] = voice.label(_DAY)
        if hint is None:
            return {}
        said = {"input_title": title, "input_message": voice.label(hint)[:_LONGEST_MESSAGE]}
        return check | said | ({"error_title": title} if "error_message" in check else {})

    def _looks(self, styles: Styles, voice: Voice) -> Iterator[tuple[int, dict[str, object]]]:
        """The colours of a column: of blanks that should be filled, of what is overdue, of its words."""
        for place, column in enumerate(self.columns):
            here = self._cell(place)
            if column.key in self.form.required and column.is_editable:
                rule = f"=AND(LEN(TRIM({here}))=0,COUNTA({self._row})>0)"
                yield place, {"type": "formula", "criteria": rule, "format": styles.ground(Tone.RED)}
            if column.key == self.form.due:
                over = self._finished(voice) or "FALSE"
                rule = f"=AND(ISNUMBER({here}),{here}<TODAY(),NOT({over}))"
                yield place, {"type": "formula", "criteria": rule, "format": styles.ground(Tone.ORANGE)}
            for look in styles.tones(column, voice):
                yield place, look

    def _finished(self, voice: Voice) -> str | None:
        """The formula that says whether a row is finished; None if the sheet cannot tell."""
        for place, column in enumerate(self.columns):
            words = [voice.label(word) for word in self.form.finished if word in column.choices]
            if words:
                quoted = ('"' + word.replace('"', '""') + '"' for word in words)
                return f"OR({','.join(f'{self._cell(place)}={word}' for word in quoted)})"
        return None

    def _cell(self, place: int) -> str:
        """The cell of the first row in a column, as a formula for all rows names it."""
        return f"${letter(place)}{self.first + 1}"

    @property
    def _row(self) -> str:
        return f"{self._cell(0)}:{self._cell(len(self.columns) - 1)}"

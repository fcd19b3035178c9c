"""The second sheet of a template: what each field means and how to fill it in, in both languages."""

from collections.abc import Sequence

import xlsxwriter

from keyclient.model.fields import FieldSpec
from keyclient.model.label import Label, Lang, listed
from keyclient.template import words
from keyclient.template.width import width

_HEADS = (
    (Label("Column and field", "列名及字段名"), 22),
    (Label("What it means", "含义"), 44),
    (Label("How to fill it in", "填写要求"), 44),
    (Label("Other recognised headings", "也可识别的列名"), 60),
)
"""Headings of the sheet and widths of its columns.

No cell may equal a heading of a customer book: the sheet would be read as one.
"""

_LINE = 15
"""Height of a line of text in points; not every program adjusts row heights by itself."""


def write_notes(workbook: xlsxwriter.Workbook, specs: Sequence[FieldSpec], lang: Lang) -> None:
    """Write the steps and the table of fields, each text in English above its Chinese."""
    sheet = workbook.add_worksheet(words.NOTES_SHEET.text(lang))
    title = workbook.add_format({"bold": True, "font_size": 14})
    head = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    body = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    sheet.write_string(0, 0, _both(words.TITLE, " "), title)
    for row, step in enumerate(words.STEPS, 1):
        sheet.write_string(row, 0, f"{row}. {_both(step, ' ')}")
    heads_row = len(words.STEPS) + 2
    for place, (label, wide) in enumerate(_HEADS):
        sheet.set_column(place, place, wide)
        sheet.write_string(heads_row, place, _both(label), head)
    sheet.set_row(heads_row, 2 * _LINE)
    for row, spec in enumerate(specs, heads_row + 1):
        texts = _explained(spec, lang)
        sheet.set_row(row, _LINE * max(map(_lines, texts, (wide for _, wide in _HEADS))))
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, body)
    sheet.freeze_panes(heads_row + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _lines(text: str, wide: int) -> int:
    """Number of lines of a text in a column of so many characters, with room for wrapped words."""
    return sum(-(-width(line) // (wide - 4)) for line in text.split("\n"))


def _explained(spec: FieldSpec, lang: Lang) -> tuple[str, ...]:
    heading = spec.column.heading(lang)
    others = listed(alias for alias in spec.column.aliases if alias != heading).text(lang)
    return f"{heading}\n{spec.name}", _both(spec.column.meaning), _both(words.how(spec)), others


def _both(label: Label, between: str = "\n") -> str:
    return f"{label.en}{between}{label.zh}"
